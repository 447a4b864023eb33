package dev.sluice.policy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds when a proposal is approved in one of the ways that are demanded.
 *
 * @param when asked first; absent when the rule always applies
 */
public record ApprovalRule(RuleHead head, List<ApprovalDemand> anyOf, @Nullable Condition when)
        implements Rule {
    public ApprovalRule {
        anyOf = List.copyOf(anyOf);
    }

    @Override
    public boolean looksAtTheClock() {
        return when != null && when.mentions(Condition.NOW);
    }
}
