package dev.sluice.policy.decide;

import java.util.Locale;

/** Whether decisions on a revision are still wanted. */
enum RevisionState {
    /** They are. */
    OPEN,

    /** A newer revision of the change has taken its place. */
    SUPERSEDED,

    /** The change was merged or given up. */
    CLOSED,

    /** They never were: it is what a repository held at first contact. */
    BASELINE;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RevisionState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
