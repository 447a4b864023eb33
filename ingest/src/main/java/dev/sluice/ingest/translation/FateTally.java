package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Counts and logs how deliveries end. */
@Singleton
class FateTally {

    private static final Logger LOG = Logger.getLogger(FateTally.class);

    private final MeterRegistry registry;

    FateTally(MeterRegistry registry) {
        this.registry = registry;
    }

    void note(Delivery delivery, Fate fate) {
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
            case Fate.Duplicate() -> {
                LOG.debugf("Translated before, correlation id %s", delivery.id());
                count("duplicate", "none");
            }
            case Fate.Failed(var reason) ->
                    LOG.warnf(
                            "%s %s goes to the dead letters: %s; correlation id %s",
                            delivery.event(), delivery.deliveryId(), reason, delivery.id());
            case Fate.DeadLettered(_) -> count("dead-lettered", "none");
        }
    }

    private void count(String fate, String reason) {
        registry.counter("sluice.ingest.deliveries", "fate", fate, "reason", reason).increment();
    }
}
