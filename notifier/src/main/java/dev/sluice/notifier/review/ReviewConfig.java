package dev.sluice.notifier.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether there are remarks on lines of pull requests, and how many. */
@ConfigMapping(prefix = "sluice.notifier.review")
public interface ReviewConfig {

    /** Only a GitHub App writes them. */
    @WithDefault("true")
    boolean enabled();

    /** Open at the same time on one pull request. */
    @WithDefault("10")
    int max();
}
