package dev.sluice.ingest.access;

/**
 * What a token of your own provider has to say so that its bearer may use a route. The
 * administrator may use all of them, and the job of a CI system hands in results and does nothing
 * else.
 */
public enum Scope {
    SCANS_WRITE("scans:write"),
    DELIVERIES_READ("deliveries:read"),
    DELIVERIES_WRITE("deliveries:write"),
    DEAD_LETTERS_READ("dead-letters:read"),
    DEAD_LETTERS_WRITE("dead-letters:write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As it stands in a token. */
    public String text() {
        return text;
    }
}
