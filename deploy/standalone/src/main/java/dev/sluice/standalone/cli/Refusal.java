package dev.sluice.standalone.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line that says what is wrong and what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Refusal(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the person gave is wrong. */
    public static Refusal usage(String message) {
        return new Refusal(ExitCodes.USAGE, message, null);
    }

    /** What the person gave is wrong. */
    public static Refusal usage(String message, Throwable cause) {
        return new Refusal(ExitCodes.USAGE, message, cause);
    }

    /** Something else stands in the way. */
    public static Refusal internal(String message) {
        return new Refusal(ExitCodes.INTERNAL, message, null);
    }

    /** Something else stands in the way. */
    public static Refusal internal(String message, Throwable cause) {
        return new Refusal(ExitCodes.INTERNAL, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
