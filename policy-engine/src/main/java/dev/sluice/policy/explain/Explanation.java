package dev.sluice.policy.explain;

import dev.sluice.events.RuleKind;
import dev.sluice.policy.language.ApprovalRule;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.MatchRule;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.RequireRule;
import dev.sluice.policy.language.Rule;
import dev.sluice.policy.language.WhenMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a policy asks, rule by rule. */
public final class Explanation {

    private Explanation() {}

    /** Lines of text: a heading, then each rule with its number and name. */
    public static List<String> of(Policy policy) {
        List<String> lines = new ArrayList<>();
        int rules = policy.rules().size();
        lines.add(
                "Policy %s has %s. The strictest answer decides."
                        .formatted(policy.name(), rules == 1 ? "1 rule" : rules + " rules"));
        for (int i = 0; i < rules; i++) {
            Rule rule = policy.rules().get(i);
            lines.add("");
            lines.add((i + 1) + ". " + rule.name());
            of(rule).forEach(line -> lines.add("   " + line));
        }
        return lines;
    }

    private static List<String> of(Rule rule) {
        List<String> lines = new ArrayList<>();
        switch (rule) {
            case MatchRule match -> {
                lines.add(sentence(match));
                if (!match.scans().isEmpty()) {
                    lines.add("It rests on " + scans(match) + ". " + missing(match));
                }
            }
            case ApprovalRule approval -> lines.addAll(Approvals.of(approval));
            case RequireRule require ->
                    lines.add("Requires a result of " + scans(require) + ". " + missing(require));
        }
        rule.head()
                .scopes()
                .forEach(scope ->
                        lines.add(
                                "It applies to "
                                        + scope.restrictions().collect(Collectors.joining("; "))
                                        + "."));
        if (rule.head().dryRun()) {
            lines.add("It is tried out: it says what it would do, and decides nothing.");
        }
        if (rule.head().replaceable()) {
            lines.add("A repository may have its own rule of this name instead.");
        }
        if (!rule.head().owners().isEmpty()) {
            lines.add("Owners: " + String.join(", ", rule.head().owners()) + ".");
        }
        if (rule.message() != null) {
            lines.add("It says: " + rule.message());
        }
        if (rule.remediation() != null) {
            lines.add("What to do: " + rule.remediation());
        }
        return lines;
    }

    private static String sentence(MatchRule rule) {
        String verb = rule.kind() == RuleKind.DENY ? "Denies" : "Warns about";
        @Nullable Condition findings = rule.findings();
        @Nullable Condition when = rule.when();
        if (findings == null) {
            return verb + " every change" + phrase(when) + ".";
        }
        String subject =
                rule.kind() == RuleKind.DENY
                        ? "Denies the change for every finding"
                        : "Warns about every finding";
        return subject
                + phrase(findings)
                + (when == null ? "" : ", in every change" + phrase(when))
                + ".";
    }

    static String phrase(@Nullable Condition condition) {
        return condition == null ? "" : " " + Phrases.of(condition.formula(), true);
    }

    private static String scans(Rule rule) {
        return String.join(" and ", rule.scans());
    }

    static String missing(Rule rule) {
        return rule.whenMissing() == WhenMissing.CLOSED
                ? "Without it the verdict is indeterminate."
                : "Without it the change may pass, and the decision names the gap.";
    }
}
