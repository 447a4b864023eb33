package dev.sluice.ingest.kill;

/**
 * What is kept back on its way between ingest and the broker.
 *
 * @param passing how many of that kind go on before
 */
record Hold(String channel, short api, Way way, int passing) {

    static final short PRODUCE = 0;
    static final short FETCH = 1;
    static final short OFFSET_COMMIT = 8;

    /** The first of its kind. */
    Hold(String channel, short api, Way way) {
        this(channel, api, way, 0);
    }

    /** Whether the question is kept back or its answer. */
    enum Way {
        REQUEST,
        ANSWER
    }

    boolean concerns(String client, short asked) {
        return asked == api && client.endsWith(channel);
    }
}
