package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;

/**
 * A delivery as the translator finds it. One acceptance may arrive more than once: by the same
 * record after a crash, by another when it was replayed. A redelivery is an acceptance of its own.
 *
 * @param topic of the record by which the translator was told of it: {@code sluice.deliveries}, or
 *     where a replay was asked for, even if that leads to a record that was read before
 * @param partition of that record; of the last one where there are several
 * @param offset of that record
 */
public record Arrival(Delivery delivery, String topic, int partition, long offset) {}
