package dev.sluice.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact with its circumstances: the CloudEvents attributes that are not derived from the fact
 * itself.
 *
 * @param id deterministic, so that the same work done twice yields the same event
 * @param time of the fact, not of sending; in microseconds, as fine as databases keep it, so that a
 *     stored time is never later than the event it was taken from
 * @param correlationId one per incoming delivery, carried to the end
 * @param causationId the event that led to this one; absent for the first
 * @param traceparent W3C trace context; absent when nobody traces
 */
public record Event<F extends Fact>(
        UUID id,
        Service source,
        Instant time,
        UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent,
        F fact) {
    public Event {
        Require.present("id", id);
        Require.present("source", source);
        Require.present("time", time);
        Require.present("correlationId", correlationId);
        Require.present("fact", fact);
        time = time.truncatedTo(ChronoUnit.MICROS);
    }

    public EventType type() {
        return EventType.of(fact);
    }

    /** The tenancy key; absent where the fact concerns no single tenant. */
    public @Nullable String organisation() {
        return fact.organisation();
    }

    /** An event that this one led to. */
    public <G extends Fact> Event<G> then(UUID id, Service source, Instant time, G fact) {
        return new Event<>(id, source, time, correlationId, this.id, traceparent, fact);
    }
}
