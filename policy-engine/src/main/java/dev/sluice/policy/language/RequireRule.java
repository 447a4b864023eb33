package dev.sluice.policy.language;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds when the scans it names, kept in the order of the policy, ended with a result. */
public record RequireRule(
        String name,
        Set<String> scans,
        WhenMissing whenMissing,
        @Nullable String message,
        @Nullable String remediation)
        implements Rule {
    public RequireRule {
        scans = Collections.unmodifiableSet(new LinkedHashSet<>(scans));
    }

    @Override
    public boolean looksAtTheClock() {
        return false;
    }
}
