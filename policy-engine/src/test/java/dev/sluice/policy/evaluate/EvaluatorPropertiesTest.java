package dev.sluice.policy.evaluate;

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

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.language.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EvaluatorPropertiesTest {

    private static final String HEADER =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: property
            rules:
            """;

    @Provide
    Arbitrary<Finding> findings() {
        var states = Arbitraries.of(BaselineState.class);
        var secrets =
                Combinators.combine(states, Arbitraries.integers().between(1, 50))
                        .as((state, line) -> secret(state, line));
        var vulnerabilities =
                Combinators.combine(
                                Arbitraries.of(Severity.class),
                                states,
                                Arbitraries.of("1", "2").injectNull(0.5))
                        .as((severity, state, fix) -> vulnerability(severity, state, fix));
        return Arbitraries.oneOf(secrets, vulnerabilities);
    }

    @Provide
    Arbitrary<List<ScanFact>> facts() {
        return Combinators.combine(scanFacts("secrets"), scanFacts("dependencies"))
                .as((a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }

    private Arbitrary<List<ScanFact>> scanFacts(String scanner) {
        Arbitrary<List<ScanFact>> completed =
                findings()
                        .filter(finding -> finding.scanner().equals(scanner))
                        .array(Finding[].class)
                        .ofMaxSize(6)
                        .map(findings -> scan(REVISION, scanner, findings));
        Arbitrary<List<ScanFact>> others =
                Arbitraries.of(
                        List.of(),
                        List.of(failed(REVISION, scanner, ScanFailure.TIMEOUT)),
                        List.of(skipped(REVISION, scanner, SkipReason.NOT_APPLICABLE)),
                        List.of(skipped(REVISION, scanner, SkipReason.UNAVAILABLE)));
        return Arbitraries.frequencyOf(Tuple.of(3, completed), Tuple.of(1, others));
    }

    /** Rules about findings alone; they neither look at the scans nor at other findings. */
    @Provide
    Arbitrary<Policy> policies() {
        var conditions =
                Arbitraries.of(
                        "finding.baselineState == 'new'",
                        "finding.severityRank >= 4",
                        "finding.fixable",
                        "finding.scanner == 'secrets'",
                        "finding.line > 10",
                        "10 / (finding.line - 12) > 1");
        var rules =
                Combinators.combine(Arbitraries.of("deny", "warn"), conditions)
                        .as((kind, condition) -> kind + ": {findings: \"" + condition + "\"}");
        return rules.list().ofMinSize(1).ofMaxSize(4).map(EvaluatorPropertiesTest::policy);
    }

    private static Policy policy(List<String> rules) {
        var text = new StringBuilder(HEADER);
        for (String rule : rules) {
            text.append("  - name: r%d%n    %s%n".formatted(text.length(), rule));
        }
        return Policy.require("p.yaml", text.toString());
    }

    private static Evaluation evaluate(Policy policy, List<ScanFact> facts) {
        var inputs = Inputs.of(proposed(REVISION), described(REVISION, null), facts, Set.of());
        return Evaluator.evaluate(policy, inputs, NOW);
    }

    @Property(tries = 300)
    void neitherOrderNorRepetitionOfFactsChangesAnything(
            @ForAll("facts") List<ScanFact> facts, @ForAll long seed) {
        var others = new ArrayList<>(facts);
        others.addAll(facts.subList(0, facts.size() / 2));
        Collections.shuffle(others, new Random(seed));
        assertThat(evaluate(Policy.defaults(), others))
                .isEqualTo(evaluate(Policy.defaults(), facts));
        assertThat(Inputs.of(null, null, others, Set.of()).digest())
                .isEqualTo(Inputs.of(null, null, facts, Set.of()).digest());
    }

    @Property(tries = 300)
    void oneFindingMoreNeverTurnsAFailIntoAnythingElse(
            @ForAll("policies") Policy policy,
            @ForAll("findings") Finding first,
            @ForAll("findings") Finding second) {
        var fewer = evaluate(policy, scan(REVISION, "secrets", first));
        var more = evaluate(policy, scan(REVISION, "secrets", first, second));
        if (fewer.verdict() == Verdict.FAIL) {
            assertThat(more.verdict()).isEqualTo(Verdict.FAIL);
        }
        if (fewer.verdict() == Verdict.INDETERMINATE) {
            assertThat(more.verdict()).isNotEqualTo(Verdict.PASS);
        }
    }

    @Property(tries = 300)
    void aFailForGoodStaysOneWhateverIsStillToCome(@ForAll("facts") List<ScanFact> facts) {
        for (int known = 0; known < facts.size(); known++) {
            var partial = evaluate(Policy.defaults(), facts.subList(0, known));
            if (partial.verdict() == Verdict.FAIL && partial.decidesForGood()) {
                assertThat(evaluate(Policy.defaults(), facts).verdict()).isEqualTo(Verdict.FAIL);
            }
        }
    }

    @Property(tries = 300)
    void theDefaultPolicyPassesOnlyWhatWasScanned(@ForAll("facts") List<ScanFact> facts) {
        var inputs = Inputs.of(proposed(REVISION), described(REVISION, null), facts, Set.of());
        var evaluation = Evaluator.evaluate(Policy.defaults(), inputs, NOW);
        if (evaluation.verdict() == Verdict.PASS) {
            assertThat(inputs.complete()).isTrue();
            assertThat(Shortfall.of(inputs, List.of("secrets", "dependencies"))).isEmpty();
        }
    }

    @Property(tries = 300)
    void aWaiverNeverTurnsAPassIntoAnythingElseAndADecisionRunsAgainToTheSameBytes(
            @ForAll("policies") Policy policy,
            @ForAll("facts") List<ScanFact> facts,
            @ForAll("waivers") List<Waiver> waivers,
            @ForAll long seed)
            throws IOException {
        var inputs = Inputs.of(proposed(REVISION), described(REVISION, null), facts, Set.of());
        var without = Evaluator.evaluate(policy, inputs, NOW);
        var waived = inputs.with(null, waivers);
        var with = Evaluator.evaluate(policy, waived, NOW);
        if (without.verdict() == Verdict.PASS) {
            assertThat(with.verdict()).isEqualTo(Verdict.PASS);
        }
        if (without.verdict() == Verdict.INDETERMINATE) {
            assertThat(with.verdict()).isEqualTo(Verdict.INDETERMINATE);
        }
        var others = new ArrayList<>(waivers);
        others.addAll(waivers);
        Collections.shuffle(others, new Random(seed));
        assertThat(Evaluator.evaluate(policy, inputs.with(null, others), NOW)).isEqualTo(with);
        var recorded = Json.mapper().readValue(waived.canonicalJson(), Inputs.class);
        assertThat(Json.mapper().writeValueAsBytes(Evaluator.evaluate(policy, recorded, NOW)))
                .isEqualTo(Json.mapper().writeValueAsBytes(with));
    }

    @Provide
    Arbitrary<List<Waiver>> waivers() {
        return Combinators.combine(
                        Arbitraries.of("acme/shop", "acme/*", "acme/other"),
                        Arbitraries.of("s1", "s12", "CRITICAL-NEW-1").injectNull(0.5),
                        Arbitraries.integers().between(-100, 100))
                .as((repository, fingerprint, seconds) ->
                        new Waiver(
                                List.of(repository),
                                fingerprint,
                                null,
                                null,
                                null,
                                fingerprint == null ? "src/**" : null,
                                Justification.INLINE_MITIGATIONS_ALREADY_EXIST,
                                "It is contained.",
                                "dev",
                                "sec",
                                NOW.plusSeconds(seconds)))
                .list()
                .ofMaxSize(3);
    }
}
