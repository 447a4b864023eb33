package dev.sluice.ingest.changes;

import dev.sluice.events.ChangeReason;

/** When a proposal that is told again for this reason, at the same revision, is no news. */
enum Repetition {
    /** There is one opening, one move of the head and one new target that lead to a revision. */
    WHATEVER_ITS_TIME,

    /** It may have happened since, and is no news only if it did not. */
    IF_NOT_LATER,

    /** A policy may see it. */
    NEVER;

    static Repetition of(ChangeReason reason) {
        return switch (reason) {
            case OPENED, UPDATED, RETARGETED -> WHATEVER_ITS_TIME;
            case REOPENED, READIED -> IF_NOT_LATER;
            case EDITED, DRAFTED, LABELLED, UNLABELLED, UNKNOWN -> NEVER;
        };
    }
}
