package dev.sluice.ingest.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One look whether it is our turn and what there is to do, and doing it. */
final class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final List<ReconciledForge> forges;
    private final Lease lease;
    private final Duration every;
    private final ReconcilerMetrics metrics;
    private final Map<String, String> complaints = new HashMap<>();

    Reconciliation(
            List<ReconciledForge> forges, Lease lease, Duration every, ReconcilerMetrics metrics) {
        this.forges = List.copyOf(forges);
        this.lease = lease;
        this.every = every;
        this.metrics = metrics;
    }

    /** Does nothing where another replica is at it. */
    void look() throws InterruptedException {
        Optional<Lease.Work> work = lease.take();
        if (work.isEmpty()) {
            return;
        }
        try {
            switch (work.get()) {
                case ROUND -> {
                    lease.roundBegun(every);
                    for (ReconciledForge forge : forges) {
                        round(forge);
                    }
                }
                case FIRST_CONTACTS -> {
                    for (ReconciledForge forge : forges) {
                        attempt(forge, () -> forge.firstContacts(lease::keep));
                    }
                }
            }
        } finally {
            lease.release();
        }
    }

    private void round(ReconciledForge forge) throws InterruptedException {
        boolean complete =
                attempt(
                        forge,
                        () -> {
                            forge.round(lease::keep);
                            forge.firstContacts(lease::keep);
                        });
        metrics.round(forge.instance(), complete);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** What stands in the way is said once, and again when it is another thing. */
    private boolean attempt(ReconciledForge forge, Step step) throws InterruptedException {
        String name = forge.instance();
        try {
            Optional<String> obstacle = forge.obstacle();
            if (obstacle.isPresent()) {
                complain(name, obstacle.get());
                return false;
            }
            step.run();
        } catch (StoppedException e) {
            complain(name, String.valueOf(e.getMessage()));
            return false;
        }
        if (complaints.remove(name) != null) {
            LOG.infof("%s can be reconciled again", name);
        }
        return true;
    }

    private void complain(String forge, String why) {
        if (!why.equals(complaints.put(forge, why))) {
            LOG.warnf("%s is not reconciled: %s; tried again every %s", forge, why, every);
        }
    }
}
