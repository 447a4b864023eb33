package dev.sluice.notifier.targets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where verdicts appear, and when the wait for one is shown. */
@ConfigMapping(prefix = "sluice.notifier")
public interface TargetsConfig {

    /** What stands before the slash in the name of a status. */
    @WithDefault("sluice")
    String contextPrefix();

    /** How long a change may be without a decision before pending is written. */
    @WithDefault("3S")
    Duration pendingAfter();
}
