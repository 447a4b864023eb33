package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a finding, in one sentence.
 *
 * @param version the lowest version that is not affected; absent when there is none or when it is
 *     not about a version
 */
public record Fix(String remediation, @Nullable String version) {
    public Fix {
        Require.text("fix.remediation", remediation);
    }
}
