package dev.sluice.scanners.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.Finding;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaselineTest {

    @Test
    void tellsNewUnchangedAndAbsentApart() {
        List<Finding> compared =
                Baseline.compare(
                        List.of(finding("both", "a", 2), finding("head", "b", 1)),
                        List.of(finding("both", "a", 1), finding("base", "c", 1)));

        assertThat(compared)
                .extracting(Finding::fingerprint, Finding::baselineState, Finding::cause)
                .containsExactly(
                        tuple("both", BaselineState.UNCHANGED, null),
                        tuple("head", BaselineState.NEW, Cause.CODE),
                        tuple("base", BaselineState.ABSENT, null));
        assertThat(compared.getFirst().location().startLine())
                .as("as the head has it")
                .isEqualTo(2);
    }

    @Test
    void ordersBySeverityPathAndLineWhateverTheScannersOrder() {
        List<Finding> findings =
                List.of(
                        finding(Severity.LOW, "1", "a", 1, null),
                        finding(Severity.CRITICAL, "2", "b", 2, null),
                        finding(Severity.CRITICAL, "3", "b", 1, null),
                        finding(Severity.CRITICAL, "4", "a", 9, null));

        assertThat(Baseline.compare(findings, List.of()))
                .extracting(Finding::fingerprint)
                .containsExactly("4", "3", "2", "1");
        assertThat(Baseline.compare(findings.reversed(), List.of()))
                .isEqualTo(Baseline.compare(findings, List.of()));
    }

    @Test
    void keepsAFindingThatOnlyACommitOnTheWayHas() {
        Finding leaked = finding(Severity.HIGH, "leaked", "a", 1, "c".repeat(40));

        assertThat(Baseline.compare(List.of(leaked), List.of()))
                .containsExactly(leaked.in(BaselineState.NEW));
    }

    @Test
    void dropsAFindingOfACommitThatATreeHasToo() {
        Finding inCommit = finding(Severity.HIGH, "known", "a", 1, "c".repeat(40));
        Finding inTree = finding("known", "a", 1);

        assertThat(Baseline.compare(List.of(inTree, inCommit), List.of()))
                .containsExactly(inTree.in(BaselineState.NEW));
        assertThat(Baseline.compare(List.of(inCommit), List.of(inTree)))
                .as("removed in the end, not introduced on the way")
                .containsExactly(inTree.in(BaselineState.ABSENT));
    }

    @Test
    void reportsTheSameFindingOnce() {
        assertThat(Baseline.compare(List.of(finding("x", "a", 1), finding("x", "a", 1)), List.of()))
                .hasSize(1);
    }

    static Finding finding(String fingerprint, String path, int line) {
        return finding(Severity.HIGH, fingerprint, path, line, null);
    }

    static Finding finding(
            Severity severity, String fingerprint, String path, int line, @Nullable String commit) {
        return new Finding(
                "words",
                "word",
                Level.ERROR,
                severity,
                "a word that must not be",
                new Location(path, line, 1, commit),
                Map.of("word/v1", fingerprint),
                BaselineState.NEW,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
