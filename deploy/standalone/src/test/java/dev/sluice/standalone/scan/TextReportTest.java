package dev.sluice.standalone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void saysFirstWhatIsNewThenWhatDecidedAndLastWhatWasNotChecked() throws IOException {
        var report =
                Reports.of(
                        "main",
                        2,
                        Reports.all(
                                Reports.scan(
                                        "secrets",
                                        List.of(),
                                        Reports.secret("old.env", 1, BaselineState.UNCHANGED),
                                        Reports.secret("new.env", 3, BaselineState.NEW)),
                                Reports.scan(
                                        "dependencies",
                                        List.of(Reports.sample()),
                                        Reports.dependency(BaselineState.NEW))));

        List<String> lines = text(report).lines().toList();

        assertThat(lines.getFirst())
                .isEqualTo("shop at aaaaaaaaaa, compared with main at bbbbbbbbbb");
        assertThat(lines)
                .containsSubsequence(
                        "critical  new.env:3  github-pat",
                        "          A GitHub personal access token.",
                        "          Fix: Revoke it.",
                        "critical  pom.xml:12  CVE-2021-44228",
                        "          log4j-core 2.14.1 is affected.",
                        "          Fix: Upgrade to 2.15.0.");
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("FAIL")
                                && line.endsWith(
                                        "2 new: 1 critical dependencies, 1 critical secrets;"
                                                + " 1 known before"));
        assertThat(lines).noneMatch(line -> line.contains("old.env"));
        assertThat(lines).contains("2 uncommitted files not scanned");
        assertThat(lines.getLast()).startsWith("Not checked: ").contains("sample");
    }

    @Test
    void saysWhatEachScannerHasReadAndLeftOut() throws IOException {
        var report =
                Reports.of(
                        "main",
                        0,
                        Reports.all(
                                Reports.scan(
                                        "secrets",
                                        List.of(
                                                new Gap(
                                                        GapKind.HISTORY,
                                                        "commit messages were cut (limit"
                                                                + " message-bytes)",
                                                        2))),
                                Reports.scan("dependencies", List.of())));

        assertThat(text(report).lines())
                .containsSubsequence(
                        "dependencies read 1 files, 1 bytes",
                        "secrets read 1 files, 1 bytes",
                        "  left out, history: 2 (commit messages were cut (limit message-bytes))");
    }

    @Test
    void saysThatEverythingCountsAsNewWithoutABase() throws IOException {
        var report =
                Reports.of(
                        null,
                        0,
                        Reports.all(
                                Reports.scan("secrets", List.of()),
                                Reports.scan("dependencies", List.of())));

        assertThat(text(report))
                .startsWith("shop at aaaaaaaaaa, everything counts as new (compare with --base)")
                .contains("PASS          no new findings")
                .doesNotContain("uncommitted", "Not checked");
    }

    @Test
    void namesTheScannerThatGaveNoResult() throws IOException {
        var report =
                Reports.of(
                        "main",
                        1,
                        Reports.all(
                                Reports.failed("secrets"),
                                Reports.scan("dependencies", List.of())));

        assertThat(text(report))
                .contains("INDETERMINATE", "secrets", "it ran longer than 2 minutes")
                .contains("1 uncommitted file not scanned");
    }

    @Test
    void saysThatTheWorkingTreeCannotBeRead() throws IOException {
        var report =
                Reports.of(
                        "main",
                        OptionalInt.empty(),
                        Reports.all(
                                Reports.scan("secrets", List.of()),
                                Reports.scan("dependencies", List.of())));

        assertThat(text(report)).contains("The working tree cannot be read");
    }

    @Test
    void breaksLongTextsBetweenWords() throws IOException {
        Finding finding =
                Reports.secret("new.env", 1, BaselineState.NEW, "word ".repeat(60).strip());
        var report =
                Reports.of(
                        "main",
                        0,
                        Reports.all(
                                Reports.scan("secrets", List.of(), finding),
                                Reports.scan("dependencies", List.of())));

        List<String> words = text(report).lines().filter(line -> line.contains("word")).toList();

        assertThat(words)
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.length() <= 100 && line.startsWith("          word"));
    }

    @Test
    void letsNoPathSteerTheTerminal() throws IOException {
        String hostile = "a\u001b[2Jb\nFAKE\u202Ec.env";
        var report =
                Reports.of(
                        "main",
                        0,
                        Reports.all(
                                Reports.scan(
                                        "secrets",
                                        List.of(),
                                        Reports.secret(hostile, 1, BaselineState.NEW)),
                                Reports.scan("dependencies", List.of())));

        assertThat(text(report)).contains("a?[2Jb?FAKE?c.env").doesNotContain("\u001b", "\u202E");
    }

    private static String text(ScanReport report) throws IOException {
        var out = new StringBuilder();
        Format.text.write(report, out);
        return out.toString();
    }
}
