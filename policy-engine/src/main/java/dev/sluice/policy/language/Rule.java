package dev.sluice.policy.language;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule of a policy. */
public sealed interface Rule permits MatchRule, RequireRule, ApprovalRule {

    RuleHead head();

    /** Whether time alone can change what the rule says. */
    boolean looksAtTheClock();

    default String name() {
        return head().name();
    }

    default Set<String> scans() {
        return head().scans();
    }

    default WhenMissing whenMissing() {
        return head().whenMissing();
    }

    default @Nullable String message() {
        return head().message();
    }

    default @Nullable String remediation() {
        return head().remediation();
    }
}
