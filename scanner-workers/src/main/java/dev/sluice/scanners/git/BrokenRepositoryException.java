package dev.sluice.scanners.git;

/**
 * Objects that must be there are missing or broken: the repository has to be fetched anew. The
 * message is one line for people.
 */
public final class BrokenRepositoryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String message;

    public BrokenRepositoryException(String message) {
        super(message);
        this.message = message;
    }

    BrokenRepositoryException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** The message, which is never missing. */
    public String message() {
        return message;
    }
}
