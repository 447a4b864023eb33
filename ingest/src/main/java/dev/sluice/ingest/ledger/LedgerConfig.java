package dev.sluice.ingest.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long is remembered what became of deliveries. */
@ConfigMapping(prefix = "sluice.ingest.ledger")
public interface LedgerConfig {

    /** After the last fate; as long as the deliveries themselves are kept. */
    @WithDefault("7D")
    Duration retention();
}
