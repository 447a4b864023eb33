package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;

/** Is told what became of each delivery; of a redelivered or replayed one more than once. */
public interface Ledger {

    void enter(Delivery delivery, Fate fate);
}
