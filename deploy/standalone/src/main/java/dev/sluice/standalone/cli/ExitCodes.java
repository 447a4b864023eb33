package dev.sluice.standalone.cli;

import dev.sluice.events.Verdict;

/** What the exit code of {@code sluice} means; 0, 1 and 2 are verdicts wherever there is one. */
public final class ExitCodes {

    public static final int PASS = 0;
    public static final int FAIL = 1;
    public static final int INDETERMINATE = 2;

    /** The command line, the environment or a file that the person wrote is wrong. */
    public static final int USAGE = 64;

    /** Everything else that kept the command from doing its work. */
    public static final int INTERNAL = 70;

    private ExitCodes() {}

    public static int of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INDETERMINATE, UNKNOWN -> INDETERMINATE;
        };
    }
}
