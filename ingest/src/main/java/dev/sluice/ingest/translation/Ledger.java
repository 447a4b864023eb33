package dev.sluice.ingest.translation;

import dev.sluice.ingest.forge.Origin;

/** Keeps what became of every delivery. Every call waits until the storage answers. */
public interface Ledger {

    /**
     * Whether an earlier acceptance of the same delivery has become events already. What was
     * ignored or failed before is no reason not to try again.
     */
    boolean isDuplicate(Arrival arrival);

    /**
     * Writes down a fate. The same arrival twice is the same as once; the fate of another arrival
     * of the same acceptance takes the place of the one before, which stays in the history.
     */
    void enter(Arrival arrival, Origin origin, Fate fate);
}
