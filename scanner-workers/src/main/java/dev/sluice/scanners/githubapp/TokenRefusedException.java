package dev.sluice.scanners.githubapp;

/** There is no token; the message is one line for people. */
public final class TokenRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean hopeless;

    TokenRefusedException(String message, boolean hopeless) {
        super(message);
        this.hopeless = hopeless;
    }

    /** Whether trying again cannot help. */
    public boolean isHopeless() {
        return hopeless;
    }
}
