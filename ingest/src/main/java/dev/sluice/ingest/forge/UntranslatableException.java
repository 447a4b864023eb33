package dev.sluice.ingest.forge;

/**
 * A genuine delivery that lacks what its kind always has: it belongs to the dead letters. The
 * message names the field and never quotes its value.
 */
public final class UntranslatableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public UntranslatableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
