package dev.sluice.notifier.comment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether there is a comment on pull requests. */
@ConfigMapping(prefix = "sluice.notifier.comment")
public interface CommentConfig {

    /** Only a GitHub App writes one. */
    @WithDefault("true")
    boolean enabled();
}
