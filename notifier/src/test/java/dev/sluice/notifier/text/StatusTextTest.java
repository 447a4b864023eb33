package dev.sluice.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    @Test
    void countsWhatIsNewByScannerAndSeverity() {
        assertThat(
                        text(
                                Verdict.FAIL,
                                0,
                                count("secrets", Severity.CRITICAL, 1),
                                count("dependencies", Severity.HIGH, 1)))
                .isEqualTo("2 new: 1 secret (critical), 1 dependency (high)");
    }

    @Test
    void usesThePlural() {
        assertThat(
                        text(
                                Verdict.FAIL,
                                0,
                                count("secrets", Severity.CRITICAL, 2),
                                count("dependencies", Severity.LOW, 3)))
                .isEqualTo("5 new: 2 secrets (critical), 3 dependencies (low)");
    }

    @Test
    void namesAScannerThatItDoesNotKnow() {
        assertThat(text(Verdict.FAIL, 0, count("terraform", Severity.UNKNOWN, 2)))
                .isEqualTo("2 new: 2 terraform (severity unknown)");
    }

    @Test
    void saysThatNothingIsNew() {
        assertThat(text(Verdict.PASS, 0)).isEqualTo("No new findings");
        assertThat(text(Verdict.PASS, 4)).isEqualTo("No new findings; 4 known");
    }

    @Test
    void saysThatWhatIsNewDoesNotBlock() {
        assertThat(text(Verdict.PASS, 0, count("dependencies", Severity.MEDIUM, 1)))
                .isEqualTo("1 new, none blocking: 1 dependency (medium)");
    }

    @Test
    void givesTheReasonWhereNothingNewFailed() {
        assertThat(text(Verdict.FAIL, 3)).isEqualTo("secrets did not end in time");
    }

    @Test
    void givesTheReasonWhereItCouldNotBeTold() {
        assertThat(text(Verdict.INDETERMINATE, 0, count("secrets", Severity.HIGH, 1)))
                .isEqualTo("secrets did not end in time");
        assertThat(text(Verdict.UNKNOWN, 0)).isEqualTo("secrets did not end in time");
    }

    @Test
    void namesWhatWasNotChecked() {
        assertThat(
                        StatusText.of(
                                decided(
                                        Verdict.PASS,
                                        4,
                                        List.of(
                                                "advisories are the sample.",
                                                "2 versions unresolved."))))
                .isEqualTo(
                        "No new findings; 4 known; not checked: advisories are the sample; 2 versions unresolved");
    }

    @Test
    void dropsDetailsRatherThanWhatWasNotChecked() {
        FindingCount[] many =
                IntStream.range(0, 12)
                        .mapToObj(i -> count("scanner-" + i, Severity.LOW, 1))
                        .toArray(FindingCount[]::new);

        assertThat(
                        StatusText.of(
                                decided(
                                        Verdict.PASS,
                                        0,
                                        List.of("dependencies did not run."),
                                        many)))
                .isEqualTo("12 new, none blocking; not checked: dependencies did not run");
    }

    @Test
    void staysBelowGitHubsLimitWhateverIsSaid() {
        String hostile = "😀\u202e\u001b[31m\n".repeat(200);

        String text = StatusText.of(decided(Verdict.PASS, 4, List.of(hostile)));

        assertThat(text)
                .hasSizeLessThan(140)
                .endsWith("😀…")
                .doesNotContain("\u202e", "\u001b", "\n");
        assertThat(text.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void isNeverEmpty() {
        var root = Facts.decided(Facts.proposal(1, "a1", "main"), 1, Verdict.PASS).rules();
        ChangeDecided invisible =
                Facts.decided(
                        Facts.proposal(1, "a1", "main"),
                        Facts.SHOP,
                        1,
                        Verdict.INDETERMINATE,
                        "\u200b\u001b[0m",
                        List.of(),
                        0,
                        List.of(),
                        root);

        assertThat(StatusText.of(invisible)).isEqualTo("No reason was given");
    }

    @Test
    void saysWhatTookTheRevisionsPlace() {
        assertThat(StatusText.superseded(Facts.sha("0123456789")))
                .isEqualTo("Superseded by 0123456");
        assertThat(StatusText.retargeted("release\u202e"))
                .isEqualTo("Superseded: now aimed at release");
    }

    private static FindingCount count(String scanner, Severity severity, int count) {
        return new FindingCount(scanner, severity, count);
    }

    private static String text(Verdict verdict, int known, FindingCount... counts) {
        return StatusText.of(decided(verdict, known, List.of(), counts));
    }

    private static ChangeDecided decided(
            Verdict verdict, int known, List<String> gaps, FindingCount... counts) {
        return Facts.decided(
                Facts.proposal(1, "a1", "main"),
                Facts.SHOP,
                1,
                verdict,
                List.of(counts),
                known,
                gaps);
    }
}
