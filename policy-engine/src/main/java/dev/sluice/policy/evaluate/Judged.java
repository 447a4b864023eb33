package dev.sluice.policy.evaluate;

import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule, judged.
 *
 * @param shortfalls what the rule rests on and is not there
 * @param forGood whether scans that are still running cannot change the outcome
 * @param until when the rule could say something else by itself; absent when it could not
 */
record Judged(RuleNode node, List<Shortfall> shortfalls, boolean forGood, @Nullable Instant until) {

    /** The same, with the time until which it holds. */
    Judged until(@Nullable Instant time) {
        return new Judged(node, shortfalls, forGood, time);
    }

    /** What the rule would do, said and not done. */
    Judged tried() {
        return switch (node.outcome()) {
            case PASSED, WARNED -> this;
            case FAILED -> tried("would fail: ");
            case ERROR, MISSING, UNKNOWN -> tried("would be indeterminate: ");
            case OPEN -> tried("would let pass: ");
        };
    }

    private Judged tried(String would) {
        var said =
                new RuleNode(
                        node.rule(),
                        node.kind(),
                        RuleOutcome.WARNED,
                        Words.shorten("dry run, " + would + node.reason(), Words.MAX_SENTENCE),
                        node.remediation(),
                        node.matches(),
                        node.matched(),
                        node.rules());
        return new Judged(said, shortfalls, false, until);
    }
}
