package dev.sluice.ingest.kill;

/** What is kept back on its way between ingest and the broker. */
record Hold(String channel, short api, Way way) {

    static final short PRODUCE = 0;
    static final short FETCH = 1;
    static final short OFFSET_COMMIT = 8;

    /** Whether the question is kept back or its answer. */
    enum Way {
        REQUEST,
        ANSWER
    }

    boolean concerns(String client, short asked) {
        return asked == api && client.endsWith(channel);
    }
}
