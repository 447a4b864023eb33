package dev.sluice.standalone.trace;

import dev.sluice.events.Event;
import dev.sluice.events.wire.DeadLetter;
import java.time.Instant;

/** One record on the way. */
sealed interface Step {

    /** Where it stands and since when. */
    Place place();

    /** A place on a topic. */
    record Place(String topic, int partition, long offset, Instant written) {}

    /** A webhook was accepted. */
    record Accepted(Place place, String event, String deliveryId) implements Step {}

    /** A service said something. */
    record Raised(Place place, Event<?> event) implements Step {}

    /** A record was put aside. */
    record PutAside(Place place, DeadLetter letter) implements Step {}

    /** A record cannot be read by this version. */
    record Unreadable(Place place, String reason) implements Step {}
}
