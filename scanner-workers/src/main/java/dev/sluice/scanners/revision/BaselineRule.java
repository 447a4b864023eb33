package dev.sluice.scanners.revision;

import org.jspecify.annotations.Nullable;

/** What the head of a revision is compared with. */
public sealed interface BaselineRule {

    /** Where the head left this branch: for proposals. */
    record MergeBase(String targetSha) implements BaselineRule {}

    /**
     * The head before: for pushes. Null for a new branch; where it is not known any more,
     * everything counts as new.
     */
    record Previous(@Nullable String sha) implements BaselineRule {}

    /** Nothing: everything counts as new, and no history is looked at. */
    record None() implements BaselineRule {}
}
