package dev.sluice.policy.language;

/** Whether something holds, as far as one can tell. */
public enum Truth {
    YES,
    NO,

    /** It cannot be told from what was looked at. */
    OPEN;

    static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case OPEN -> OPEN;
        };
    }
}
