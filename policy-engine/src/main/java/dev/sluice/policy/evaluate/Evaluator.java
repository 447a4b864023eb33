package dev.sluice.policy.evaluate;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides: the same policy, inputs and time always give the same evaluation. */
public final class Evaluator {

    private static final int MAX_GAPS = 50;

    /** What decides a tree of rules: the first of these that a rule has. */
    private static final List<RuleOutcome> WORST_FIRST =
            List.of(
                    RuleOutcome.FAILED,
                    RuleOutcome.ERROR,
                    RuleOutcome.MISSING,
                    RuleOutcome.OPEN,
                    RuleOutcome.WARNED);

    private Evaluator() {}

    /** As {@link #evaluate(PolicyInForce, Inputs, Instant)}, with nothing but this policy. */
    public static Evaluation evaluate(ParsedPolicy policy, Inputs inputs, Instant now) {
        return evaluate(PolicyInForce.only(policy), inputs, now);
    }

    /**
     * Evaluates.
     *
     * @param now what rules see as the time
     */
    public static Evaluation evaluate(PolicyInForce policy, Inputs inputs, Instant now) {
        @Nullable ChangeDescribed description = inputs.description();
        if (description == null) {
            return undecidable(
                    ChangeDescribed.STEP, Shortfall.ofDescription(inputs), inputs.complete());
        }
        var judge = new Judge(inputs, description, now);
        List<Judged> judged = new ArrayList<>();
        List<RuleNode> layers = new ArrayList<>();
        for (ParsedPolicy layer : policy.layers()) {
            layers.add(layer(layer, judge, judged));
        }
        RuleNode rules =
                layers.size() == 1 ? layers.getFirst() : all("policy", layers, reason(layers));
        Verdict verdict = verdict(rules.outcome());
        return new Evaluation(
                verdict,
                rules.reason(),
                rules,
                newFindings(inputs),
                knownFindings(inputs),
                gaps(inputs, judged),
                reviewAt(policy, judged, now),
                (inputs.complete() && !awaitsSubmission(policy, inputs, judge))
                        || judged.stream().anyMatch(Judged::forGood)
                        || policy.layers().stream().allMatch(BrokenPolicy.class::isInstance));
    }

    /** Nobody plans results of other tools; a rule that rests on them waits for the deadline. */
    private static boolean awaitsSubmission(PolicyInForce policy, Inputs inputs, Judge judge) {
        return policy.layers().stream()
                .filter(Policy.class::isInstance)
                .flatMap(layer -> ((Policy) layer).rules().stream())
                .filter(judge::applies)
                .flatMap(rule -> rule.scans().stream())
                .anyMatch(scan -> scan.contains("/") && !inputs.expects(scan));
    }

    /**
     * The evaluation where rules cannot even be asked.
     *
     * @param missing a word for what is missing
     */
    public static Evaluation undecidable(String missing, String reason, boolean decidesForGood) {
        String sentence = Words.shorten(reason, Words.MAX_SENTENCE);
        var node =
                new RuleNode(
                        missing,
                        RuleKind.REQUIRE,
                        RuleOutcome.MISSING,
                        sentence,
                        null,
                        0,
                        List.of(),
                        List.of());
        return new Evaluation(
                Verdict.INDETERMINATE,
                sentence,
                all("policy", List.of(node), sentence),
                List.of(),
                0,
                List.of(),
                null,
                decidesForGood);
    }

    private static RuleNode layer(ParsedPolicy layer, Judge judge, List<Judged> judged) {
        return switch (layer) {
            case Policy policy -> {
                List<Judged> rules = policy.rules().stream().map(judge::judge).toList();
                judged.addAll(rules);
                List<RuleNode> nodes = rules.stream().map(Judged::node).toList();
                yield all(policy.name(), nodes, reason(nodes));
            }
            case BrokenPolicy broken -> {
                String reason =
                        Words.first(broken.problems().stream().map(Object::toString).toList());
                yield new RuleNode(
                        broken.source(),
                        RuleKind.ALL,
                        RuleOutcome.ERROR,
                        Words.shorten("the policy is broken: " + reason, Words.MAX_SENTENCE),
                        "Correct the policy on the target branch.",
                        0,
                        List.of(),
                        List.of());
            }
        };
    }

    private static RuleNode all(String name, List<RuleNode> rules, String reason) {
        return new RuleNode(name, RuleKind.ALL, worst(rules), reason, null, 0, List.of(), rules);
    }

    private static RuleOutcome worst(List<RuleNode> rules) {
        return WORST_FIRST.stream()
                .filter(outcome -> rules.stream().anyMatch(rule -> rule.outcome() == outcome))
                .findFirst()
                .orElse(RuleOutcome.PASSED);
    }

    private static Verdict verdict(RuleOutcome outcome) {
        return switch (outcome) {
            case FAILED -> Verdict.FAIL;
            case ERROR, MISSING, UNKNOWN -> Verdict.INDETERMINATE;
            case OPEN, WARNED, PASSED -> Verdict.PASS;
        };
    }

    private static String reason(List<RuleNode> rules) {
        RuleOutcome worst = worst(rules);
        if (worst == RuleOutcome.PASSED) {
            return "nothing stands against the change";
        }
        List<RuleNode> deciding = rules.stream().filter(r -> r.outcome() == worst).toList();
        RuleNode first = deciding.getFirst();
        String reason =
                first.kind() == RuleKind.ALL
                        ? first.reason()
                        : first.rule() + ": " + first.reason();
        String others =
                deciding.size() == 1
                        ? ""
                        : "; and " + Words.count(deciding.size() - 1, "more rule");
        return Words.shorten(reason + others, Words.MAX_SENTENCE);
    }

    /** Everything that is not checked, but for what a closed rule already holds against it. */
    private static List<String> gaps(Inputs inputs, List<Judged> judged) {
        var closed =
                judged.stream()
                        .filter(rule -> rule.node().outcome() == RuleOutcome.MISSING)
                        .flatMap(rule -> rule.shortfalls().stream())
                        .filter(shortfall -> !shortfall.accepted())
                        .collect(Collectors.toSet());
        List<Shortfall> all = new ArrayList<>(Shortfall.of(inputs, inputs.scanners()));
        judged.forEach(rule -> all.addAll(rule.shortfalls()));
        return all.stream()
                .filter(shortfall -> !closed.contains(shortfall))
                .map(shortfall -> Words.shorten(shortfall.sentence(), Words.MAX_SENTENCE))
                .distinct()
                .sorted()
                .limit(MAX_GAPS)
                .toList();
    }

    private static List<FindingCount> newFindings(Inputs inputs) {
        record Group(String scanner, Severity severity) {}
        return inputs.scans().stream()
                .flatMap(Judge::findings)
                .filter(finding -> finding.baselineState() == BaselineState.NEW)
                .collect(
                        Collectors.groupingBy(
                                f -> new Group(f.scanner(), f.severity()),
                                Collectors.summingInt(_ -> 1)))
                .entrySet()
                .stream()
                .map(e ->
                        new FindingCount(e.getKey().scanner(), e.getKey().severity(), e.getValue()))
                .sorted(
                        Comparator.comparing(FindingCount::severity)
                                .thenComparing(FindingCount::scanner))
                .toList();
    }

    private static int knownFindings(Inputs inputs) {
        return (int)
                inputs.scans().stream().flatMap(Judge::findings).filter(Evaluator::isKnown).count();
    }

    private static boolean isKnown(Finding finding) {
        return switch (finding.baselineState()) {
            case UNCHANGED, UPDATED -> true;
            case NEW, ABSENT, NOT_COMPARED, UNKNOWN -> false;
        };
    }

    /** The full hour for rules that look at the clock, or when the first waiver ends. */
    private static @Nullable Instant reviewAt(
            PolicyInForce policy, List<Judged> judged, Instant now) {
        return Stream.concat(
                        policy.looksAtTheClock() ? Stream.of(nextHour(now)) : Stream.empty(),
                        judged.stream().map(Judged::until).flatMap(Stream::ofNullable))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A rule that looks at the clock is asked again at the next full hour. */
    private static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }
}
