package dev.sluice.ingest.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How history is translated again. */
@ConfigMapping(prefix = "sluice.ingest.replay")
public interface ReplayConfig {

    /**
     * At most so many deliveries a second that lead to something, so that new ones come through.
     */
    @WithDefault("50")
    int perSecond();
}
