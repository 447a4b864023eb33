package dev.sluice.scanners.secrets;

/** The rules cannot be used; the message says in one line where and why. */
public final class InvalidRulesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRulesException(String message) {
        super(message);
    }
}
