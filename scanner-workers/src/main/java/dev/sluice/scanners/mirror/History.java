package dev.sluice.scanners.mirror;

import org.jspecify.annotations.Nullable;

/** How much of the history of a head is needed. */
public sealed interface History {

    /** Since it left this branch; for proposals. By its full name. */
    record SinceBranch(String ref) implements History {}

    /** Since this commit, which may be on another line; all of it where there was none. */
    record SinceCommit(@Nullable String sha) implements History {}

    /** The head alone. */
    record None() implements History {}
}
