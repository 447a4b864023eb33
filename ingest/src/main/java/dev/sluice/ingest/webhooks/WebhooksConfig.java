package dev.sluice.ingest.webhooks;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of the accept path. */
@ConfigMapping(prefix = "sluice.ingest.webhooks")
public interface WebhooksConfig {

    /**
     * How many deliveries may be read or stored at once; more are answered with 503. One source may
     * hold no more of them than are free for all others; more of it is answered with 429.
     */
    @WithDefault("1000")
    int maxInFlight();

    /**
     * How many bytes their bodies may have together, with the same rule. A largest body has to fit
     * into half of it; while it is stored it takes several times its size.
     */
    @WithDefault("52M")
    MemorySize maxInFlightBytes();

    /** How long a body may take to arrive; GitHub itself gives up after 10 seconds. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** How long the broker may take to acknowledge before the answer is 503. */
    @WithDefault("8s")
    Duration storeTimeout();

    /** What the answer 503 asks the sender to wait. */
    @WithDefault("10s")
    Duration retryAfter();
}
