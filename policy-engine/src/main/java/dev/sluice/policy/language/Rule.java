package dev.sluice.policy.language;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule of a policy. */
public sealed interface Rule permits MatchRule, RequireRule {

    String name();

    /** The scans that the rule rests on. */
    Set<String> scans();

    WhenMissing whenMissing();

    /** What people read when the rule takes effect; absent when the rule says nothing. */
    @Nullable String message();

    /** What to do then; absent when the rule says nothing. */
    @Nullable String remediation();

    /** Whether time alone can change what the rule says. */
    boolean looksAtTheClock();
}
