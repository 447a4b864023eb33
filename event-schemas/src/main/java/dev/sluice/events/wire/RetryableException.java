package dev.sluice.events.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that may work later: a broker, database or forge that does not answer now. Everything
 * else is final.
 */
public final class RetryableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public RetryableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    public RetryableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the other side asked to be left alone; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
