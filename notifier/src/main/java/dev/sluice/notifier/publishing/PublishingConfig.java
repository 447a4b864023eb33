package dev.sluice.notifier.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard the notifier tries. */
@ConfigMapping(prefix = "sluice.notifier")
public interface PublishingConfig {

    /** How long one request to a forge may take, from connecting to the last byte. */
    @WithDefault("10S")
    Duration requestTimeout();

    /** How long a content that fails is tried again. */
    @WithDefault("24H")
    Duration giveUpAfter();

    /** How long a content is tried again that the forge cannot show yet. */
    @WithDefault("5M")
    Duration notYetPatience();

    /** Requests under way at the same time, at most one of them per repository. */
    @WithDefault("50")
    int parallelRequests();
}
