package dev.sluice.scanners.dependencies;

/** dependency-check could not finish. The message is shown to people. */
final class LookupException extends Exception {
    private static final long serialVersionUID = 1;

    LookupException(String message, Throwable cause) {
        super(message, cause);
    }
}
