package dev.sluice.scanners.local;

/** A path or revision given by a person cannot be used; the message is one clear line for them. */
public final class LocalRepositoryException extends Exception {

    private static final long serialVersionUID = 1L;

    public LocalRepositoryException(String message) {
        super(message);
    }

    public LocalRepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
