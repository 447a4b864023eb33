package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks again and again, on a virtual thread of its own, whether there is something to reconcile.
 * Nothing waits for it and no readiness depends on it: trouble is logged in one line, and the next
 * look is the next try.
 */
@Singleton
public class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ReconcilerConfig config;
    private final Reconciliation reconciliation;
    private final Thread thread = Thread.ofVirtual().name("reconciler").unstarted(this::run);
    private volatile boolean stopped;

    Reconciler(
            ReconcilerConfig config,
            @All List<ReconciledForge> forges,
            IngestDatabase database,
            ReconcilerMetrics metrics) {
        this.config = config;
        this.reconciliation =
                new Reconciliation(
                        forges,
                        new Lease(database, UUID.randomUUID().toString(), Clock.systemUTC()),
                        config.every(),
                        metrics);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.start();
        } else {
            LOG.info("Nothing is reconciled: SLUICE_RECONCILER_ENABLED is false");
        }
    }

    /** What is under way is interrupted: another replica, or the next start, goes on with it. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join(FAREWELL);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                look();
                Thread.sleep(config.look());
            }
        } catch (InterruptedException e) {
            LOG.debug("the reconciler was interrupted");
        }
    }

    private void look() throws InterruptedException {
        try {
            reconciliation.look();
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warnf("reconciling waits: %s; it will be tried again", e.getMessage());
                LOG.debug("reconciling waits", e);
            }
        }
    }
}
