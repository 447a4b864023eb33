package dev.sluice.ingest.github;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Service;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import java.time.Instant;
import java.util.List;

/** Makes a delivery's facts into events: the same delivery always into the same. */
final class Events {

    private Events() {}

    static Translation translated(Delivery delivery, Instant time, List<? extends Fact> facts) {
        return new Translation.Translated(
                facts.stream().<Event<?>>map(fact -> event(delivery, time, fact)).toList());
    }

    static Event<Fact> event(Delivery delivery, Instant time, Fact fact) {
        return new Event<>(
                DeterministicId.of(
                        delivery.forge(),
                        delivery.deliveryId(),
                        EventType.of(fact).wireName(),
                        fact.subject()),
                Service.INGEST,
                time,
                delivery.id(),
                delivery.id(),
                delivery.traceparent(),
                fact);
    }
}
