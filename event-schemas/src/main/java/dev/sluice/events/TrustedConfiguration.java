package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * What steers scanning and deciding, read from where the author of a change cannot alter it.
 *
 * @param ref the branch it was read from, without {@code refs/heads/}
 * @param sha the commit it was read from
 * @param policy the text of {@value #POLICY_PATH} there; absent when there is none
 * @param digest over everything that was read, hexadecimal SHA-256
 */
public record TrustedConfiguration(String ref, String sha, @Nullable String policy, String digest) {

    public static final String POLICY_PATH = ".sluice/policy.yaml";

    /** Paths that scanners leave out, in the syntax of {@code .gitignore}. */
    public static final String IGNORE_PATH = ".sluice/ignore";

    public TrustedConfiguration {
        Require.text("configuration.ref", ref);
        Require.sha("configuration.sha", sha);
        Require.text("configuration.digest", digest);
    }
}
