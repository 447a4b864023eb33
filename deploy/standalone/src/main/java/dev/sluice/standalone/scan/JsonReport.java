package dev.sluice.standalone.scan;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sluice.events.Coverage;
import dev.sluice.events.DependencyCounts;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.RuleNode;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Tool;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs. Findings and rules have the shape that they have on the topics; what is
 * absent is left out; {@code format} changes when something that stood there means something else.
 */
@JsonPropertyOrder({"format", "verdict", "reason"})
record JsonReport(
        String format,
        Verdict verdict,
        String reason,
        String repository,
        String head,
        @Nullable String base,
        @Nullable String baselineSha,
        List<FindingCount> newFindings,
        int knownFindings,
        List<Finding> findings,
        RuleNode rules,
        List<Ending> scans,
        List<String> notChecked,
        @Nullable Integer uncommittedFiles) {

    private static final String FORMAT = "sluice-scan/1";

    /** How one scanner ended; tool, coverage and dependencies only where it completed. */
    record Ending(
            String scanner,
            String outcome,
            @Nullable String message,
            @Nullable Tool tool,
            @Nullable Coverage coverage,
            @Nullable DependencyCounts dependencies) {

        static Ending of(ScanFact fact) {
            return switch (fact) {
                case ScanCompleted done ->
                        new Ending(
                                done.scanner(),
                                "completed",
                                null,
                                done.tool(),
                                done.coverage(),
                                done.dependencies());
                case ScanFailed failed ->
                        new Ending(failed.scanner(), "failed", failed.message(), null, null, null);
                case ScanSkipped skipped ->
                        new Ending(
                                skipped.scanner(), "skipped", skipped.message(), null, null, null);
                case ScanReported part ->
                        throw new IllegalArgumentException(part.scanner() + " has not ended");
            };
        }
    }

    static void write(ScanReport report, Appendable out) throws IOException {
        var evaluation = report.evaluation();
        var json =
                new JsonReport(
                        FORMAT,
                        evaluation.verdict(),
                        evaluation.reason(),
                        report.repository(),
                        report.head(),
                        report.base(),
                        report.description().map(d -> d.baselineSha()).orElse(null),
                        evaluation.newFindings(),
                        evaluation.knownFindings(),
                        report.findings(),
                        evaluation.rules(),
                        report.endings().stream().map(Ending::of).toList(),
                        evaluation.gaps(),
                        number(report.uncommittedFiles()));
        out.append(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        out.append('\n');
    }

    private static @Nullable Integer number(OptionalInt files) {
        return files.isPresent() ? files.getAsInt() : null;
    }
}
