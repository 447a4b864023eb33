package dev.sluice.standalone.policy;

import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.policy.cases.Outcome;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of cases and what became of them. */
record TestedFile(Path file, Policy policy, List<Outcome> outcomes) {
    TestedFile {
        outcomes = List.copyOf(outcomes);
    }

    boolean isAsExpected() {
        return outcomes.stream().allMatch(Outcome::isAsExpected);
    }

    /** The rules of the policy that took effect in no case. */
    List<String> untested() {
        Set<String> effective =
                outcomes.stream()
                        .flatMap(outcome -> nodes(outcome.evaluation().rules()))
                        .filter(node -> node.outcome() != RuleOutcome.PASSED)
                        .map(RuleNode::rule)
                        .collect(Collectors.toSet());
        return policy.rules().stream()
                .map(Rule::name)
                .filter(rule -> !effective.contains(rule))
                .toList();
    }

    private static Stream<RuleNode> nodes(RuleNode node) {
        return Stream.concat(Stream.of(node), node.rules().stream().flatMap(TestedFile::nodes));
    }
}
