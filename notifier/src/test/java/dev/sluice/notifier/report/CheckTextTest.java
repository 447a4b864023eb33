package dev.sluice.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.notifier.report.Annotation.Level;
import io.quarkus.qute.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckTextTest {

    @Test
    void annotatesTheMostSevereFirst() {
        assertThat(
                        annotations(
                                lint(Severity.LOW, 1),
                                lint(Severity.CRITICAL, 9),
                                lint(Severity.HIGH, 5)))
                .extracting(Annotation::startLine)
                .containsExactly(9, 5, 1);
    }

    @Test
    void annotatesOnlyWhatIsNewAndHasALineInTheHead() {
        Finding known = lint(Severity.HIGH, 2).in(BaselineState.UNCHANGED);
        Finding gone = lint(Severity.HIGH, 3).in(BaselineState.ABSENT);
        Finding archived = lint(Severity.HIGH, 0);
        Finding old = Shapes.secret("a.env", 4, "c".repeat(40), "r", "AWS", "AKIA****");
        Finding outside =
                Shapes.finding("lint", "r", Severity.HIGH, "../a", 1, null, "m", null, null);

        assertThat(annotations(known, gone, archived, old, outside, lint(Severity.HIGH, 6)))
                .extracting(Annotation::startLine)
                .containsExactly(6);
    }

    @Test
    void aFindingThatOnlyWarnsDoesNotLookLikeAFailure() {
        ReportInput hostile = Shapes.everywhereButInPaths("words");
        Finding unnamed = lint(Severity.LOW, 7);
        var findings = new java.util.ArrayList<>(hostile.findings());
        findings.add(unnamed);
        findings.add(lint(Severity.HIGH, 8));

        assertThat(CheckText.of(new ReportInput(hostile.decided(), findings, null)).annotations())
                .extracting(Annotation::level)
                .containsExactly(Level.FAILURE, Level.FAILURE, Level.FAILURE, Level.NOTICE);
        assertThat(CheckText.of(Shapes.passWithWarnings(lint(Severity.CRITICAL, 3))).annotations())
                .extracting(Annotation::level)
                .containsExactly(Level.WARNING);
    }

    @Test
    void saysOfASecretOnlyItsIssuerAndItsPreview() {
        String value = "AKIA" + "IOSFODNN7" + "EXAMPLE";
        Finding leaky =
                Shapes.finding(
                        "tool",
                        "rule",
                        Severity.HIGH,
                        "a.env",
                        2,
                        null,
                        "found " + value,
                        null,
                        new SecretMatch("AWS", "AKIA****", "h"));
        ReportInput input = Shapes.failing(leaky);

        assertThat(
                        CheckText.of(input).toString()
                                + StickyComment.of(input, "c")
                                + InlineComments.of(input, 9))
                .contains("AKIA****")
                .doesNotContain(value);
    }

    @Test
    void leavesOutWhatDoesNotFitAndSaysHowMuch() {
        Finding[] findings =
                IntStream.rangeClosed(1, 5_000)
                        .mapToObj(i ->
                                Shapes.finding(
                                        "lint",
                                        "`r` ".repeat(30),
                                        Severity.HIGH,
                                        "日本/".repeat(60) + i,
                                        i,
                                        null,
                                        "日本 `x` ".repeat(90) + i,
                                        "日 @x ".repeat(90) + i,
                                        null))
                        .toArray(Finding[]::new);
        CheckReport report = CheckText.of(Shapes.failing(findings));

        int listed =
                (int)
                        report.summary()
                                .lines()
                                .filter(line -> line.startsWith("- **high**"))
                                .count();
        assertThat(listed).isBetween(10, 300);
        assertThat(report.summary())
                .contains("- and " + (5_000 - listed) + " more, none of them worse");
        assertThat(report.summary().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(60_000, CheckReport.MAX_BYTES);
        assertThat(report.summary()).contains("](<" + Shapes.PAGE + ">)");
        assertThat(report.annotations()).hasSize(5_000);
        assertThat(Rendered.of(report.summary()).links).containsOnly(Shapes.PAGE);
    }

    @Test
    void countsWhatTheDecisionCountsWhereFindingsAreMissing() {
        ReportInput whole = Shapes.failMany(80);

        assertThat(CheckText.of(new ReportInput(whole.decided(), List.of(), null)).summary())
                .contains("**New findings: 80**", "- and 30 more");
    }

    @Test
    void refusesALinkThatWouldLeadElsewhere() {
        for (String address :
                List.of(
                        "javascript:alert(1)",
                        "https://a/>x",
                        "https://a/ b",
                        "https://a/\n",
                        "//a",
                        "https://a/)")) {
            assertThatThrownBy(
                            () -> new ReportInput(Shapes.passClean().decided(), List.of(), address))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void templatesPrintNothingThatIsNotEscaped() {
        assertThatThrownBy(() -> Templates.ENGINE.parse("{it}").data("it", "text").render())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not Markdown");
    }

    private static List<Annotation> annotations(Finding... findings) {
        return CheckText.of(Shapes.failing(findings)).annotations();
    }

    private static Finding lint(Severity severity, int line) {
        return Shapes.finding("lint", "r", severity, "src/A.java", line, null, "m", null, null);
    }
}
