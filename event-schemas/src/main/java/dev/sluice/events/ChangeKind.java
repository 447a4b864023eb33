package dev.sluice.events;

/** What sort of change a {@link ChangeId} names. */
public enum ChangeKind {
    /** A pull or merge request. */
    PULL,

    /** Several pull requests that a merge queue tries together. */
    MERGE_GROUP,

    /** Commits on a branch. */
    PUSH,

    /** A branch as it was when Sluice first met its repository; nobody proposed or pushed it. */
    BASELINE,

    /** A kind this version does not know yet. */
    UNKNOWN;

    /** Whether such a change asks to be merged into a branch and is not there yet. */
    boolean isProposed() {
        return switch (this) {
            case PULL, MERGE_GROUP -> true;
            case PUSH, BASELINE, UNKNOWN -> false;
        };
    }
}
