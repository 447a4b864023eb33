package dev.sluice.ingest;

/** Something without which ingest must not start; the message is the one line that users see. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
