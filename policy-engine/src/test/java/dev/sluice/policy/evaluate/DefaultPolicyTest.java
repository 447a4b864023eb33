package dev.sluice.policy.evaluate;

import static dev.sluice.events.BaselineState.ABSENT;
import static dev.sluice.events.BaselineState.NEW;
import static dev.sluice.events.BaselineState.UNCHANGED;
import static dev.sluice.events.BaselineState.UPDATED;
import static dev.sluice.events.Severity.CRITICAL;
import static dev.sluice.events.Severity.HIGH;
import static dev.sluice.events.Severity.LOW;
import static dev.sluice.events.Severity.MEDIUM;
import static dev.sluice.events.Verdict.FAIL;
import static dev.sluice.events.Verdict.INDETERMINATE;
import static dev.sluice.events.Verdict.PASS;
import static dev.sluice.policy.Facts.NOW;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.failed;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static dev.sluice.policy.Facts.skipped;
import static dev.sluice.policy.Facts.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Verdict;
import dev.sluice.policy.language.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultPolicyTest {

    private static Evaluation evaluate(List<ScanFact> secrets, List<ScanFact> dependencies) {
        return evaluate(secrets, dependencies, Set.of());
    }

    private static Evaluation evaluate(
            List<ScanFact> secrets, List<ScanFact> dependencies, Set<GapKind> open) {
        var facts = new ArrayList<>(secrets);
        facts.addAll(dependencies);
        var inputs = Inputs.of(proposed(REVISION), described(REVISION, null), facts, open);
        return Evaluator.evaluate(Policy.defaults(), inputs, NOW);
    }

    private static List<ScanFact> clean(String scanner) {
        return scan(REVISION, scanner);
    }

    private static RuleNode rule(Evaluation evaluation, String name) {
        return evaluation.rules().rules().stream()
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> findings() {
        return Stream.of(
                Arguments.of(secret(NEW, 1), FAIL, "no-new-secrets", RuleOutcome.FAILED),
                Arguments.of(secret(UNCHANGED, 1), PASS, "no-new-secrets", RuleOutcome.PASSED),
                Arguments.of(secret(ABSENT, 1), PASS, "no-new-secrets", RuleOutcome.PASSED),
                Arguments.of(
                        vulnerability(CRITICAL, NEW, "2"),
                        FAIL,
                        "no-new-severe-findings-with-a-fix",
                        RuleOutcome.FAILED),
                Arguments.of(
                        vulnerability(HIGH, NEW, "2"),
                        FAIL,
                        "no-new-severe-findings-with-a-fix",
                        RuleOutcome.FAILED),
                Arguments.of(
                        vulnerability(HIGH, UPDATED, "2"),
                        PASS,
                        "no-new-severe-findings-with-a-fix",
                        RuleOutcome.PASSED),
                Arguments.of(
                        vulnerability(HIGH, NEW, null),
                        PASS,
                        "new-severe-findings-without-a-fix",
                        RuleOutcome.WARNED),
                Arguments.of(
                        vulnerability(MEDIUM, NEW, "2"),
                        PASS,
                        "other-new-findings",
                        RuleOutcome.WARNED),
                Arguments.of(
                        vulnerability(MEDIUM, UNCHANGED, "2"),
                        PASS,
                        "other-new-findings",
                        RuleOutcome.PASSED));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void judgesAFinding(Finding finding, Verdict verdict, String rule, RuleOutcome outcome) {
        var secrets = finding.scanner().equals("secrets") ? List.of(finding) : List.<Finding>of();
        var others = finding.scanner().equals("secrets") ? List.<Finding>of() : List.of(finding);
        var evaluation =
                evaluate(
                        scan(REVISION, "secrets", secrets.toArray(Finding[]::new)),
                        scan(REVISION, "dependencies", others.toArray(Finding[]::new)));
        assertThat(evaluation.verdict()).isEqualTo(verdict);
        assertThat(rule(evaluation, rule).outcome()).isEqualTo(outcome);
        assertThat(evaluation.gaps()).isEmpty();
        assertThat(evaluation.decidesForGood()).isTrue();
    }

    @Test
    void passesACleanChange() {
        var evaluation = evaluate(clean("secrets"), clean("dependencies"));
        assertThat(evaluation.verdict()).isEqualTo(PASS);
        assertThat(evaluation.reason()).isEqualTo("nothing stands against the change");
    }

    @Test
    void explainsWhatDecided() {
        var evaluation =
                evaluate(
                        scan(
                                REVISION,
                                "secrets",
                                secret(NEW, 9),
                                secret(NEW, 2),
                                secret(UNCHANGED, 5)),
                        scan(REVISION, "dependencies", vulnerability(LOW, NEW, "2")));
        assertThat(evaluation.reason())
                .isEqualTo("no-new-secrets: The change adds a secret (2 findings match)");
        var rule = rule(evaluation, "no-new-secrets");
        assertThat(rule.matches()).isEqualTo(2);
        assertThat(rule.matched()).extracting("line").containsExactly(2, 9);
        assertThat(rule.remediation()).startsWith("Revoke it");
        assertThat(evaluation.newFindings())
                .containsExactly(
                        new FindingCount("secrets", CRITICAL, 2),
                        new FindingCount("dependencies", LOW, 1));
        assertThat(evaluation.knownFindings()).isEqualTo(1);
    }

    @Test
    void cannotTellWithoutAPlannedScan() {
        var evaluation = evaluate(clean("secrets"), List.of());
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(evaluation.reason())
                .isEqualTo("scans-completed: scan dependencies has not ended");
        assertThat(evaluation.decidesForGood()).isFalse();
    }

    @Test
    void failsForGoodWhileAScanIsStillRunning() {
        var evaluation = evaluate(scan(REVISION, "secrets", secret(NEW, 1)), List.of());
        assertThat(evaluation.verdict()).isEqualTo(FAIL);
        assertThat(evaluation.decidesForGood()).isTrue();
    }

    @Test
    void doesNotTakeIncompletePartsForAResult() {
        var facts = scan(REVISION, "secrets", secret(NEW, 1), secret(NEW, 2), secret(NEW, 3));
        var evaluation = evaluate(facts.subList(1, 3), clean("dependencies"));
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(evaluation.reason())
                .isEqualTo(
                        "scans-completed: scan secrets has not ended: 1 of 2 parts have arrived");
        assertThat(evaluation.newFindings()).isEmpty();
    }

    @Test
    void doesNotTakeOtherFindingsForAResult() {
        var facts = new ArrayList<>(scan(REVISION, "secrets", secret(NEW, 1)));
        facts.set(0, scan(REVISION, "secrets", secret(NEW, 2)).getFirst());
        assertThat(evaluate(facts, clean("dependencies")).reason())
                .endsWith("its parts do not add up to its result");
    }

    @ParameterizedTest
    @EnumSource(ScanFailure.class)
    void cannotTellAfterAFailedScan(ScanFailure reason) {
        var evaluation =
                evaluate(List.of(failed(REVISION, "secrets", reason)), clean("dependencies"));
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(evaluation.reason()).contains("scan secrets failed (" + Words.of(reason));
        assertThat(evaluation.decidesForGood()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SkipReason.class)
    void takesOnlyNotApplicableForAnAnswer(SkipReason reason) {
        var evaluation =
                evaluate(clean("secrets"), List.of(skipped(REVISION, "dependencies", reason)));
        assertThat(evaluation.verdict())
                .isEqualTo(reason == SkipReason.NOT_APPLICABLE ? PASS : INDETERMINATE);
        assertThat(evaluation.decidesForGood()).isEqualTo(reason != SkipReason.SUPERSEDED);
    }

    @ParameterizedTest
    @EnumSource(GapKind.class)
    void distrustsAResultWithAGapThatVoidsIt(GapKind kind) {
        var gaps = List.of(new Gap(kind, "something was left out", 1));
        var evaluation = evaluate(clean("secrets"), scan(REVISION, "dependencies", gaps));
        assertThat(evaluation.verdict()).isEqualTo(kind.voidsResult() ? INDETERMINATE : PASS);
        assertThat(evaluation.gaps()).isEmpty();
    }

    @Test
    void namesAnAcceptedGap() {
        var gaps = List.of(new Gap(GapKind.SAMPLE_ADVISORIES, "12 advisories", 12));
        var evaluation =
                evaluate(
                        clean("secrets"),
                        scan(REVISION, "dependencies", gaps),
                        Inputs.SAMPLE_ACCEPTED);
        assertThat(evaluation.verdict()).isEqualTo(PASS);
        assertThat(evaluation.gaps())
                .containsExactly("scan dependencies: advisory data is the bundled sample");
        assertThat(rule(evaluation, "scans-completed").outcome()).isEqualTo(RuleOutcome.OPEN);
    }
}
