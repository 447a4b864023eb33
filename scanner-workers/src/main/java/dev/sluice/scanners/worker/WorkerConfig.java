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

    /** How long fetching, describing and scanning one revision may take together. */
    @WithDefault("PT15M")
    Duration jobTimeout();

    /** Repositories in work at once because of changes; one repository takes one slot. */
    @WithDefault("4")
    int slots();

    /** The same beside them for scheduled scans, which nobody waits for. */
    @WithDefault("1")
    int scheduledSlots();

    /** A change that workers died of so often is not tried again; its scan has failed. */
    @WithDefault("5")
    int mostDeaths();

    /** What results of scans may take on disk, in bytes; 0 keeps none. */
    @WithDefault("268435456")
    long resultCache();

    /** How long scans that have begun may go on after the service was told to stop. */
    @WithDefault("PT15S")
    Duration shutdownGrace();
}
