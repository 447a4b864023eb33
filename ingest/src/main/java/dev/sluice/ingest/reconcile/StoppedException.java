package dev.sluice.ingest.reconcile;

/** A round cannot go on; the message is one line for people. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoppedException(String message) {
        super(message);
    }
}
