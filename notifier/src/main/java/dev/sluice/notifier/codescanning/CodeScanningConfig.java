package dev.sluice.notifier.codescanning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether findings go to code scanning. */
@ConfigMapping(prefix = "sluice.notifier.code-scanning")
public interface CodeScanningConfig {

    /**
     * Only a GitHub App uploads. Off by itself: private repositories need a licence for it, and it
     * says a second time, in another place, what the check says.
     */
    @WithDefault("false")
    boolean enabled();
}
