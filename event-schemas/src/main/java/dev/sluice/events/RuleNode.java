package dev.sluice.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one rule, with the rules below it: read from the top, it explains the verdict.
 *
 * @param reason one sentence
 * @param remediation what to do about it; absent when the rule says nothing
 * @param matches how many findings it matched
 * @param matched the first {@value #MAX_MATCHED} of them, worst first
 */
public record RuleNode(
        String rule,
        RuleKind kind,
        RuleOutcome outcome,
        String reason,
        @Nullable String remediation,
        int matches,
        List<MatchedFinding> matched,
        List<RuleNode> rules) {

    public static final int MAX_MATCHED = 50;

    public RuleNode {
        Require.text("rule", rule);
        Require.present("kind", kind);
        Require.present("outcome", outcome);
        Require.text("reason", reason);
        Require.notNegative("matches", matches);
        matched = Require.list("matched", matched);
        rules = Require.list("rules", rules);
    }
}
