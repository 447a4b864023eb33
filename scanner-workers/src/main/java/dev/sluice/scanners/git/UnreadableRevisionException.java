package dev.sluice.scanners.git;

import dev.sluice.events.ScanFailure;
import org.jspecify.annotations.Nullable;

/**
 * A revision cannot be read to its end: something is missing or broken, or a limit was reached. The
 * message is one line for people, without content of the repository.
 */
public final class UnreadableRevisionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ScanFailure reason;
    private final String message;

    public UnreadableRevisionException(ScanFailure reason, String message) {
        this(reason, message, null);
    }

    public UnreadableRevisionException(
            ScanFailure reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.message = message;
    }

    /** The message, which is never missing. */
    public String message() {
        return message;
    }

    public ScanFailure reason() {
        return reason;
    }
}
