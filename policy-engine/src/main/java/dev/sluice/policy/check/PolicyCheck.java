package dev.sluice.policy.check;

import dev.sluice.events.RuleKind;
import dev.sluice.policy.language.ApprovalRule;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.Formula;
import dev.sluice.policy.language.MatchRule;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.RequireRule;
import dev.sluice.policy.language.Rule;
import dev.sluice.policy.language.Truth;
import dev.sluice.policy.language.WhenMissing;
import dev.sluice.policy.yaml.PolicyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds rules that are there for nothing. It says only what is certain: a condition that is too
 * large to look at, or that rests on what only CEL understands, is given the benefit of the doubt.
 */
public final class PolicyCheck {

    private PolicyCheck() {}

    /** One line per suspicious rule, in the order of the policy. */
    public static List<PolicyProblem> warnings(Policy policy) {
        List<PolicyProblem> warnings = new ArrayList<>();
        List<Rule> alive = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (isDead(rule)) {
                warnings.add(
                        warning(
                                policy,
                                rule,
                                "can never match: its conditions exclude each other"));
            } else {
                alive.add(rule);
            }
        }
        for (int i = 0; i < alive.size(); i++) {
            Rule rule = alive.get(i);
            covering(alive, i)
                    .ifPresent(by ->
                            warnings.add(
                                    warning(
                                            policy,
                                            rule,
                                            "adds nothing: whatever it matches, rule %s %s already"
                                                    .formatted(by.name(), verb(by)))));
        }
        return warnings.stream().sorted((a, b) -> Integer.compare(a.line(), b.line())).toList();
    }

    private static boolean isDead(Rule rule) {
        return switch (rule) {
            case RequireRule _, ApprovalRule _ -> false;
            case MatchRule match -> {
                Formula formula = formula(match);
                yield Worlds.of(formula)
                        .filter(worlds -> !worlds.any(world -> formula.under(world) == Truth.YES))
                        .isPresent();
            }
        };
    }

    /** Of two rules that cover each other, the later one adds nothing. */
    private static Optional<Rule> covering(List<Rule> rules, int index) {
        Rule covered = rules.get(index);
        return IntStream.range(0, rules.size())
                .filter(i -> i != index && covers(rules.get(i), covered))
                .filter(i -> i < index || !covers(covered, rules.get(i)))
                .mapToObj(rules::get)
                .findFirst();
    }

    /** Whether the first rule does all that the second could. */
    private static boolean covers(Rule rule, Rule other) {
        if (!other.head().scopes().containsAll(rule.head().scopes())
                || (rule.head().dryRun() && !other.head().dryRun())
                || rule.head().replaceable()) {
            return false;
        }
        return switch (rule) {
            case RequireRule require ->
                    other instanceof RequireRule required
                            && require.scans().containsAll(required.scans())
                            && isAsStrict(require, required);
            case ApprovalRule _ -> false;
            case MatchRule match -> other instanceof MatchRule matched && covers(match, matched);
        };
    }

    private static boolean covers(MatchRule rule, MatchRule other) {
        if (rule.kind() == RuleKind.WARN && other.kind() == RuleKind.DENY) {
            return false;
        }
        if (rule.findings() != null && other.findings() == null) {
            return false;
        }
        if (!rule.scans().containsAll(other.scans()) || !isAsStrict(rule, other)) {
            return false;
        }
        Formula wide = formula(rule);
        Formula narrow = formula(other);
        return Worlds.of(wide, narrow)
                .filter(worlds ->
                        !worlds.any(world ->
                                narrow.under(world) == Truth.YES && wide.under(world) != Truth.YES))
                .isPresent();
    }

    /** What rests on no scan cannot miss one. */
    private static boolean isAsStrict(Rule rule, Rule other) {
        return other.scans().isEmpty()
                || rule.whenMissing() == WhenMissing.CLOSED
                || other.whenMissing() == WhenMissing.OPEN;
    }

    private static Formula formula(MatchRule rule) {
        return new Formula.All(
                Stream.of(rule.when(), rule.findings())
                        .filter(Objects::nonNull)
                        .map(Condition::formula)
                        .toList());
    }

    private static String verb(Rule rule) {
        return switch (rule) {
            case RequireRule _, ApprovalRule _ -> "requires";
            case MatchRule match -> match.kind() == RuleKind.DENY ? "denies" : "warns about";
        };
    }

    private static PolicyProblem warning(Policy policy, Rule rule, String what) {
        return new PolicyProblem(
                policy.source(),
                rule.head().place().line(),
                rule.head().place().column(),
                "rule " + rule.name() + " " + what);
    }
}
