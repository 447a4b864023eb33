package dev.sluice.scanners.submitted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Event;
import dev.sluice.events.Finding;
import dev.sluice.events.Repository;
import dev.sluice.events.Service;
import dev.sluice.events.Submission;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.wire.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What holds of the reading of every document, whatever is in it. */
public final class Reading {

    /** Stands in every text of a damaged document that no refusal may repeat. */
    static final String MARKER = "Zz9";

    private static final Origin ORIGIN = new Origin("ci", "file:///src/");
    private static final UUID ID = UUID.fromString("60f80481-9236-5541-9373-d8cda3b84e79");
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    private Reading() {}

    /**
     * It leads to the same findings each time, which are lines that may be shown and may leave; or
     * it is refused in one line that quotes nothing of it.
     */
    public static void endsWell(ResultFormat format, Document document) {
        try {
            List<ToolResult> results = format.read(document, ORIGIN);

            assertThat(results).isNotEmpty().isEqualTo(format.read(document, ORIGIN));
            for (ToolResult result : results) {
                assertThat(result.scanner()).matches("[a-z][a-z0-9-]*/[a-z0-9][a-z0-9._-]*");
                assertThat(result.findings())
                        .extracting(Finding::fingerprint)
                        .doesNotHaveDuplicates();
                result.findings().forEach(finding -> mayLeave(result.scanner(), finding));
            }
        } catch (UnreadableDocumentException e) {
            assertThat(e.message()).matches("[\\x20-\\x7e]{5,400}").doesNotContain(MARKER);
        }
    }

    private static void mayLeave(String scanner, Finding finding) {
        assertThat(PlainText.line(finding.message(), 1000)).isEqualTo(finding.message());
        assertThat(PlainText.line(finding.ruleId(), 300)).isEqualTo(finding.ruleId());
        assertThat(finding.location().path()).doesNotStartWith("/").doesNotContain("../");
        var submission =
                new Submission(
                        ID,
                        new Repository("github", 7, 8, "acme", "shop"),
                        "a".repeat(40),
                        null,
                        SubmissionFormat.SARIF,
                        "ci",
                        TIME);
        EventWriter.record(
                new Event<>(
                        ID,
                        Service.SCANNER_WORKERS,
                        TIME,
                        ID,
                        null,
                        null,
                        new SubmissionReported(submission, scanner, 1, 1, List.of(finding))));
    }
}
