package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Verification;
import dev.sluice.ingest.limits.InFlight;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the accept path did. */
@ApplicationScoped
class WebhookMetrics {

    private final MeterRegistry registry;

    private final Timer storing;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refused = new ConcurrentHashMap<>();

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.storing =
                Timer.builder("sluice.ingest.store")
                        .description("From the end of the body to the broker's acknowledgement")
                        .publishPercentileHistogram()
                        .register(registry);
    }

    void observe(InFlight inFlight) {
        registry.gauge("sluice.ingest.in.flight", inFlight, InFlight::bodies);
        registry.gauge("sluice.ingest.in.flight.bytes", inFlight, InFlight::bytes);
    }

    /** An event that nothing is done with counts as {@code other}: its name is the sender's. */
    void accepted(String forge, String event, Verification.Use use, Duration time) {
        String tag = use == Verification.Use.NONE ? "other" : event;
        accepted.computeIfAbsent(
                        forge + "/" + tag,
                        first ->
                                registry.counter(
                                        "sluice.ingest.accepted", "forge", forge, "event", tag))
                .increment();
        storing.record(time);
    }

    void refused(Refusal refusal) {
        refused.computeIfAbsent(
                        refusal,
                        first -> registry.counter("sluice.ingest.refused", "reason", refusal.tag()))
                .increment();
    }
}
