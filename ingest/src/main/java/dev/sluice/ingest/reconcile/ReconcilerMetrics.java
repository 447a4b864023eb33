package dev.sluice.ingest.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the reconciler of this replica did. */
@Singleton
public class ReconcilerMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicLong> lastRounds = new ConcurrentHashMap<>();

    @Inject
    ReconcilerMetrics(MeterRegistry registry) {
        this(registry, Clock.systemUTC());
    }

    public ReconcilerMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** A round ended. */
    void round(String forge, boolean complete) {
        count("rounds", forge, "outcome", complete ? "complete" : "stopped");
        if (complete) {
            lastRounds.computeIfAbsent(forge, this::gauge).set(clock.instant().getEpochSecond());
        }
    }

    /** The forge was asked to deliver once more. */
    public void asked(String forge) {
        count("asked", forge, "kind", "redelivery");
    }

    /** Something will not be asked for again. */
    public void givenUp(String forge) {
        count("given.up", forge, "kind", "redelivery");
    }

    /**
     * A delivery was stored in place of one that never came.
     *
     * @param kind such as {@code pull-request}
     */
    public void raised(String forge, String kind) {
        count("raised", forge, "kind", kind);
    }

    /**
     * The forge answered.
     *
     * @param answer such as {@code fresh}, {@code unchanged}, {@code refused}
     */
    public void answered(String forge, String answer) {
        count("requests", forge, "answer", answer);
    }

    private void count(String name, String forge, String tag, String value) {
        registry.counter("sluice.ingest.reconciler." + name, "forge", forge, tag, value)
                .increment();
    }

    private AtomicLong gauge(String forge) {
        var last = new AtomicLong();
        Gauge.builder("sluice.ingest.reconciler.last.round", last, AtomicLong::doubleValue)
                .tag("forge", forge)
                .description("When the last complete round ended, in seconds since 1970")
                .register(registry);
        return last;
    }
}
