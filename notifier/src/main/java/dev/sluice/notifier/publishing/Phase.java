package dev.sluice.notifier.publishing;

import java.util.Locale;

/** How far a target is with the content attempted last. */
enum Phase {
    /** Nothing is under way. */
    IDLE,

    /** A request is under way, or nobody knows what became of it: ask before writing again. */
    ATTEMPTING,

    /** It certainly did not get there; it will be tried again. */
    FAILED,

    /** It will not be tried again. */
    REFUSED;

    static Phase ofColumn(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
