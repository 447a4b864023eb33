package dev.sluice.ingest.connections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is expected of connections. */
@ConfigMapping(prefix = "sluice.ingest.connections")
public interface ConnectionsConfig {

    /** How long the head of a request may take from its first byte to its empty line. */
    @WithDefault("5s")
    Duration headTimeout();
}
