package dev.sluice.ingest.submissions;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of what is handed in. */
@ConfigMapping(prefix = "sluice.ingest.submissions")
public interface SubmissionsConfig {

    /**
     * How many documents may be read or stored at once; more are answered with 503. One caller may
     * hold no more of them than are free for all others; more of it is answered with 429.
     */
    @WithDefault("8")
    int maxInFlight();

    /**
     * How many bytes they may have together, compressed, with the same rule. A largest document has
     * to fit into half of it; while it is stored it takes several times its size.
     */
    @WithDefault("64M")
    MemorySize maxInFlightBytes();

    /** How long a document may take to arrive. */
    @WithDefault("60s")
    Duration bodyTimeout();

    /** How long the broker may take to acknowledge before the answer is 503. */
    @WithDefault("20s")
    Duration storeTimeout();

    /** What the answer 503 asks the sender to wait. */
    @WithDefault("10s")
    Duration retryAfter();
}
