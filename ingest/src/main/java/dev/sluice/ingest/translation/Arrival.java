package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;

/**
 * A delivery as the translator finds it. One acceptance may arrive more than once: at the same
 * place after a crash, at another when it was replayed. A redelivery is an acceptance of its own.
 *
 * @param partition of its last record on {@code sluice.deliveries}
 * @param offset of its last record there
 */
public record Arrival(Delivery delivery, int partition, long offset) {}
