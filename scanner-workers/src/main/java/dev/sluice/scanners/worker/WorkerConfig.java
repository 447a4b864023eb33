package dev.sluice.scanners.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which scanners run, and for how long. */
@ConfigMapping(prefix = "sluice.scanner-workers")
public interface WorkerConfig {

    /** The names of the scanners to run, in the order of the plan; all there are where not set. */
    @WithDefault("${SLUICE_SCANNERS:}")
    Optional<List<String>> scanners();

    /** How long each scanner may take for one revision. */
    @WithDefault("PT2M")
    Duration scanTimeout();
}
