package dev.sluice.scanners.submitted;

import java.io.IOException;

/** A stream that goes on beyond what may be read of it. */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    TooLargeException(long limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
