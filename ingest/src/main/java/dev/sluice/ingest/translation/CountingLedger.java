package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Counts and logs; it keeps nothing. */
@ApplicationScoped
class CountingLedger implements Ledger {

    private static final Logger LOG = Logger.getLogger(CountingLedger.class);

    private final MeterRegistry registry;

    CountingLedger(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void enter(Delivery delivery, Fate fate) {
        switch (fate) {
            case Fate.Translated(var events) -> {
                events.forEach(event ->
                        LOG.infof(
                                "%s of %s, correlation id %s",
                                event.type().shortName(),
                                event.fact().subject(),
                                event.correlationId()));
                count("translated", "none");
            }
            case Fate.Ignored(var reason) -> {
                LOG.debugf("Ignored (%s), correlation id %s", reason.tag(), delivery.id());
                count("ignored", reason.tag());
            }
            case Fate.DeadLettered(var reason) -> {
                LOG.warnf(
                        "%s %s is among the dead letters: %s; correlation id %s",
                        delivery.event(), delivery.deliveryId(), reason, delivery.id());
                count("dead-lettered", "none");
            }
        }
    }

    private void count(String fate, String reason) {
        registry.counter("sluice.ingest.deliveries", "fate", fate, "reason", reason).increment();
    }
}
