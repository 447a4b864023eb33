package dev.sluice.ingest.githubapp;

/** There is no token; the message is one line for people. */
public final class TokenRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefusedException(String message) {
        super(message);
    }
}
