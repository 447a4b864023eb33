package dev.sluice.policy.cases;

import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects; what it does not mention may be anything.
 *
 * @param reason a part of the sentence that says what decided
 * @param rules outcomes by name of the rule
 * @param gaps a part of each sentence about what was not checked, one per gap
 */
public record Expectation(
        Verdict verdict,
        @Nullable String reason,
        Map<String, RuleOutcome> rules,
        List<String> gaps) {
    public Expectation {
        rules = Map.copyOf(new LinkedHashMap<>(rules));
        gaps = List.copyOf(gaps);
    }

    List<Difference> differences(Evaluation evaluation) {
        List<Difference> differences = new ArrayList<>();
        if (evaluation.verdict() != verdict) {
            differences.add(
                    new Difference(
                            "verdict",
                            word(verdict),
                            word(evaluation.verdict()) + " (" + evaluation.reason() + ")"));
        }
        if (reason != null && !evaluation.reason().contains(reason)) {
            differences.add(new Difference("reason", reason, evaluation.reason()));
        }
        rules.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(rule -> difference(evaluation, rule.getKey(), rule.getValue()))
                .forEach(differences::add);
        for (String gap : gaps) {
            if (evaluation.gaps().stream().noneMatch(sentence -> sentence.contains(gap))) {
                differences.add(new Difference("gaps", gap, evaluation.gaps().toString()));
            }
        }
        return differences;
    }

    private static Stream<Difference> difference(
            Evaluation evaluation, String rule, RuleOutcome expected) {
        String name = "rule " + rule;
        return rules(evaluation.rules())
                .filter(node -> node.rule().equals(rule))
                .findFirst()
                .map(node ->
                        node.outcome() == expected
                                ? Stream.<Difference>empty()
                                : Stream.of(
                                        new Difference(
                                                name,
                                                word(expected),
                                                word(node.outcome()) + " (" + node.reason() + ")")))
                .orElseGet(() ->
                        Stream.of(new Difference(name, word(expected), "there is no such rule")));
    }

    private static Stream<RuleNode> rules(RuleNode node) {
        return Stream.concat(Stream.of(node), node.rules().stream().flatMap(Expectation::rules));
    }

    private static String word(Enum<?> value) {
        return Json.mapper().convertValue(value, String.class);
    }
}
