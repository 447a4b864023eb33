package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts what the accept path did. */
@ApplicationScoped
class WebhookMetrics {

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void observe(InFlight inFlight) {
        registry.gauge("sluice.ingest.in.flight", inFlight, InFlight::deliveries);
        registry.gauge("sluice.ingest.in.flight.bytes", inFlight, InFlight::bytes);
    }

    /** An event that nothing is done with counts as {@code other}: its name is the sender's. */
    void accepted(String forge, String event, Verification.Use use, Duration storing) {
        String tag = use == Verification.Use.NONE ? "other" : event;
        registry.counter("sluice.ingest.accepted", "forge", forge, "event", tag).increment();
        Timer.builder("sluice.ingest.store")
                .description("From the end of the body to the broker's acknowledgement")
                .publishPercentileHistogram()
                .register(registry)
                .record(storing);
    }

    void refused(Refusal refusal) {
        registry.counter("sluice.ingest.refused", "reason", refusal.tag()).increment();
    }
}
