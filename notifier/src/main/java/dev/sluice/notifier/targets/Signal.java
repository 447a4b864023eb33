package dev.sluice.notifier.targets;

import dev.sluice.events.Verdict;

/** What a target shows, before a forge puts it into its own words; the strictest is the last. */
public enum Signal {
    PENDING,
    PASS,
    INDETERMINATE,
    FAIL;

    public static Signal of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INDETERMINATE, UNKNOWN -> INDETERMINATE;
        };
    }
}
