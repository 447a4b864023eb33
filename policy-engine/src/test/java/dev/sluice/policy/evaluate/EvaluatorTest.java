package dev.sluice.policy.evaluate;

import static dev.sluice.events.BaselineState.NEW;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.Facts;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {

    private static final String HEADER =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: test
            rules:
            """;

    private static Policy policy(String rules) {
        return Policy.require("p.yaml", HEADER + rules.indent(2));
    }

    private static Inputs inputs(Fact change, List<ScanFact> scans) {
        return Inputs.of(change, described(REVISION, null, List.of("secrets")), scans, Set.of());
    }

    private static Evaluation evaluate(String rules, Finding... findings) {
        return Evaluator.evaluate(
                policy(rules),
                inputs(proposed(REVISION), scan(REVISION, "secrets", findings)),
                NOW);
    }

    private static RuleNode first(Evaluation evaluation) {
        return evaluation.rules().rules().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change.kind == 'proposed' && change.number == 1 && change.forge == 'github'",
                "change.repository == 'acme/shop' && change.baseRef == 'main'",
                "change.author == 'dev' && change.trust == 'trusted' && !change.fork",
                "!change.draft && change.labels == [] && change.commits == 1",
                "change.files.exists(f, f.path.endsWith('.java') && f.status == 'modified')",
                "scans.all(s, s.outcome == 'completed' && s.gaps.size() == 0)",
                "scans.exists(s, s.scanner == 'secrets' && s.findings == 1)",
                "findings.exists(f, f.secretIssuer == 'aws' && f.line == 3 && f.cwes == ['CWE-798'])",
                "findings.all(f, f.severityRank == 5 && f.fixable && f.fixedVersion == '')",
                "findings.exists(f, f.cause == 'code' && f.purl == '' && f.cvssScore == 0.0)",
                "now == timestamp('2026-11-21T10:30:00Z') && now.getDayOfWeek() == 6",
            })
    void showsConditionsTheFacts(String condition) {
        var evaluation =
                evaluate("- {name: a, deny: {when: \"" + condition + "\"}}", secret(NEW, 3));
        assertThat(first(evaluation).outcome()).isEqualTo(RuleOutcome.FAILED);
        assertThat(first(evaluation).reason()).isEqualTo("the change matches");
    }

    @Test
    void asksAboutFindingsOnlyWhenTheRuleApplies() {
        String rule = "- {name: a, deny: {when: '%s', findings: 'true'}, message: No.}";
        assertThat(evaluate(rule.formatted("change.draft"), secret(NEW, 1)).verdict())
                .isEqualTo(PASS);
        assertThat(evaluate(rule.formatted("!change.draft"), secret(NEW, 1)).reason())
                .isEqualTo("a: No (1 finding matches)");
    }

    @Test
    void takesAnErrorForIndeterminateEvenWhereMissingInputIsOpen() {
        var evaluation =
                evaluate(
                        "- {name: a, warn: {findings: 1 / (finding.line - 1) > 0},"
                                + " whenMissing: open}",
                        secret(NEW, 1));
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(first(evaluation).outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(first(evaluation).reason()).isEqualTo("p.yaml:6:34: / by zero");
    }

    @Test
    void stopsARunawayExpression() {
        String ten = "[0,1,2,3,4,5,6,7,8,9]";
        String nested = "true";
        for (int i = 0; i < 7; i++) {
            nested = ten + ".all(x" + i + ", " + nested + ")";
        }
        var evaluation = evaluate("- {name: a, deny: {when: \"" + nested + "\"}}");
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(evaluation.reason()).contains("Iteration budget exceeded");
    }

    @Test
    void failsWhateverElseIsMissingOrBroken() {
        var evaluation =
                evaluate(
                        """
                        - {name: error, warn: {when: 1 / change.commits == 1 / (change.commits - 1)}}
                        - {name: missing, require: [other]}
                        - {name: denied, deny: {findings: 'true'}}
                        """,
                        secret(NEW, 1));
        assertThat(evaluation.verdict()).isEqualTo(FAIL);
        assertThat(evaluation.rules().rules())
                .extracting(RuleNode::outcome)
                .containsExactly(RuleOutcome.ERROR, RuleOutcome.MISSING, RuleOutcome.FAILED);
    }

    @Test
    void letsMissingInputPassWhereTheRuleIsOpenAndNamesIt() {
        var evaluation = evaluate("- {name: a, require: [other], whenMissing: open}");
        assertThat(evaluation.verdict()).isEqualTo(PASS);
        assertThat(first(evaluation).outcome()).isEqualTo(RuleOutcome.OPEN);
        assertThat(evaluation.gaps()).containsExactly("scan other is not part of the plan");
    }

    @Test
    void holdsAMissingScanAgainstARuleThatNeedsIt() {
        String rule = "- {name: a, %s: {findings: 'true'}, scans: [secrets, other]}";
        for (String kind : List.of("deny", "warn")) {
            assertThat(evaluate(rule.formatted(kind)).verdict()).isEqualTo(INDETERMINATE);
        }
        assertThat(evaluate(rule.formatted("deny"), secret(NEW, 1)).verdict()).isEqualTo(FAIL);
        assertThat(evaluate(rule.formatted("warn"), secret(NEW, 1)).verdict())
                .isEqualTo(INDETERMINATE);
    }

    @Test
    void namesWhatNoRuleAsksFor() {
        var gaps = List.of(new Gap(GapKind.SIZE, "1 file is larger than 10 MB", 1));
        var inputs = inputs(proposed(REVISION), scan(REVISION, "secrets", gaps));
        var evaluation =
                Evaluator.evaluate(policy("- {name: a, warn: {findings: 'true'}}"), inputs, NOW);
        assertThat(evaluation.verdict()).isEqualTo(PASS);
        assertThat(evaluation.gaps()).containsExactly("scan secrets: 1 file is larger than 10 MB");
    }

    @Test
    void doesNotFailForGoodByWhatOtherScansCanChange() {
        var facts = scan(REVISION, "secrets");
        var inputs = Inputs.of(proposed(REVISION), described(REVISION, null), facts, Set.of());
        for (String condition :
                List.of("findings.size() == 0", "scans.exists(s, s.findings == 0)")) {
            var evaluation =
                    Evaluator.evaluate(
                            policy("- {name: a, deny: {when: \"" + condition + "\"}}"),
                            inputs,
                            NOW);
            assertThat(evaluation.verdict()).isEqualTo(FAIL);
            assertThat(evaluation.decidesForGood()).isFalse();
        }
    }

    @Test
    void asksAgainAtTheNextHourOnlyWhereARuleLooksAtTheClock() {
        assertThat(evaluate("- {name: a, deny: {when: now.getHours() == 3}}").reviewAt())
                .isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
        assertThat(evaluate("- {name: a, deny: {when: change.draft}}").reviewAt()).isNull();
    }

    @Test
    void showsSoManyFindingsAndCountsTheRest() {
        Finding[] many =
                IntStream.rangeClosed(1, 120)
                        .mapToObj(line -> secret(NEW, line))
                        .toArray(Finding[]::new);
        String rules =
                IntStream.range(0, 6)
                        .mapToObj(i -> "- {name: r" + i + ", deny: {findings: 'true'}}\n")
                        .reduce("", String::concat);
        var nodes = evaluate(rules, many).rules().rules();
        assertThat(nodes).extracting(RuleNode::matches).containsOnly(120);
        assertThat(nodes)
                .extracting(node -> node.matched().size())
                .containsExactly(50, 50, 50, 50, 0, 0);
    }

    @Test
    void tightensTheCentralPolicyAndNeverLoosensIt() {
        var central = policy("- {name: a, deny: {findings: 'true'}}");
        var mild = Policy.parse("repo.yaml", HEADER + "  - {name: b, warn: {when: 'true'}}\n");
        var strict = Policy.parse("repo.yaml", HEADER + "  - {name: b, deny: {when: 'true'}}\n");
        var broken = Policy.parse("repo.yaml", "kind: Policy\n");
        var found = inputs(proposed(REVISION), scan(REVISION, "secrets", secret(NEW, 1)));
        var clean = inputs(proposed(REVISION), scan(REVISION, "secrets"));

        assertThat(
                        Stream.of(mild, strict, broken)
                                .map(repository -> PolicyInForce.of(central, repository))
                                .map(policy -> Evaluator.evaluate(policy, found, NOW).verdict()))
                .containsOnly(FAIL);
        assertThat(
                        Stream.of(mild, strict, broken)
                                .map(repository -> PolicyInForce.of(central, repository))
                                .map(policy -> Evaluator.evaluate(policy, clean, NOW).verdict()))
                .containsExactly(PASS, FAIL, INDETERMINATE);
    }

    @Test
    void takesTheRepositorysPolicyForTheDefaultWhereThereIsNoCentralOne() {
        var repository = policy("- {name: b, warn: {when: 'true'}}");
        assertThat(PolicyInForce.of(null, repository)).isEqualTo(PolicyInForce.only(repository));
        assertThat(PolicyInForce.of(null, null)).isEqualTo(PolicyInForce.only(Policy.defaults()));
    }

    @Test
    void namesThePlaceInABrokenRepositoryPolicy() {
        var broken = Policy.parse(".sluice/policy.yaml", HEADER + "  - {name: b}\n");
        var evaluation = Evaluator.evaluate(broken, inputs(proposed(REVISION), List.of()), NOW);
        assertThat(evaluation.verdict()).isEqualTo(INDETERMINATE);
        assertThat(evaluation.reason()).contains(".sluice/policy.yaml:6:5: a rule has one of");
        assertThat(evaluation.decidesForGood()).isTrue();
    }

    @Test
    void prefersTheRunWithAResult() {
        var facts = new ArrayList<>(scan(REVISION, "secrets"));
        facts.addFirst(failed(REVISION, "secrets", ScanFailure.TIMEOUT));
        assertThat(inputs(proposed(REVISION), facts).scan("secrets"))
                .get()
                .isInstanceOf(Scan.Completed.class);
    }

    @Test
    void readsItsCanonicalInputsAgain() throws Exception {
        var inputs =
                Inputs.of(
                        proposed(REVISION, "b", "a"),
                        described(REVISION, "text"),
                        scan(REVISION, "secrets", secret(NEW, 1)),
                        Inputs.SAMPLE_ACCEPTED);
        var again = Json.mapper().readValue(inputs.canonicalJson(), Inputs.class);
        assertThat(again).isEqualTo(inputs);
        assertThat(again.digest()).isEqualTo(inputs.digest());
    }

    @Test
    void decidesALocalScanWithoutAChange() {
        var inputs =
                Inputs.of(
                        null,
                        described(REVISION, null),
                        Stream.of("secrets", "dependencies")
                                .flatMap(scanner -> scan(REVISION, scanner).stream())
                                .toList(),
                        Set.of());
        assertThat(Evaluator.evaluate(Policy.defaults(), inputs, NOW).verdict()).isEqualTo(PASS);
    }

    @Test
    void refusesWhatIsNoChange() {
        assertThatThrownBy(() -> inputs(described(REVISION, null), List.of()))
                .hasMessage("ChangeDescribed is no change");
    }

    @Test
    void seesPushes() {
        var push = Facts.pushed();
        var inputs =
                Inputs.of(push, described(push.revision(), null, List.of()), List.of(), Set.of());
        var rule =
                "- {name: a, deny: {when: \"change.kind == 'pushed' && change.author == 'dev' &&"
                        + " change.trust == 'trusted' && !change.fork && !change.forced\"}}";
        assertThat(Evaluator.evaluate(policy(rule), inputs, NOW).verdict()).isEqualTo(FAIL);
    }
}
