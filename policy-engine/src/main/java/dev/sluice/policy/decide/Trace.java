package dev.sluice.policy.decide;

import dev.sluice.events.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The event heard last about a revision: what a decision follows from. */
record Trace(UUID cause, UUID correlation, @Nullable String traceparent) {

    static Trace of(Event<?> event) {
        return new Trace(event.id(), event.correlationId(), event.traceparent());
    }
}
