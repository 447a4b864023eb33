package dev.sluice.ingest.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often, how far back and how much may be asked. */
@ConfigMapping(prefix = "sluice.ingest.reconciler")
public interface ReconcilerConfig {

    /** Whether there is one. */
    @WithDefault("${SLUICE_RECONCILER_ENABLED:true}")
    boolean enabled();

    /** From the begin of one round to the next, over all replicas. */
    @WithDefault("${SLUICE_RECONCILER_EVERY:PT5M}")
    Duration every();

    /** How often it looks whether there is something to do; asks the database only. */
    @WithDefault("PT10S")
    Duration look();

    /** How long a forge keeps what it could not deliver: GitHub 3 days, an Enterprise Server 7. */
    @WithDefault("${SLUICE_RECONCILER_WINDOW:P3D}")
    Duration window();

    /** How long a webhook may take before it counts as not sent. */
    @WithDefault("PT2M")
    Duration grace();

    /** From the first request for redelivery to the second; each further one takes three times. */
    @WithDefault("PT10M")
    Duration patience();

    /** Requests for redelivery of one delivery; with the default patience they take two days. */
    @WithDefault("7")
    int mostAsks();

    /** The part of a forge's hourly budget that may be spent. */
    @WithDefault("0.2")
    double budgetShare();

    /** Pages that are read of one list in one round. */
    @WithDefault("100")
    int mostPages();

    /** Whether what a repository holds at first contact is scanned. */
    @WithDefault("true")
    boolean baselines();
}
