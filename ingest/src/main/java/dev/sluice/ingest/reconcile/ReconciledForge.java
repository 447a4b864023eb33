package dev.sluice.ingest.reconcile;

import java.util.Optional;

/**
 * A configured forge that can be asked what it knows. Both calls block on a thread of their own,
 * check {@link Turn#goesOn} between requests, and may be repeated at any point: everything they do
 * has the same effect twice as once.
 *
 * <p>They throw a {@link StoppedException} when nothing more can be done in this round.
 */
public interface ReconciledForge {

    /** Its name, such as {@code github}. */
    String instance();

    /** Why nothing can be asked there at all, in one line with what to do; empty when it can. */
    Optional<String> obstacle();

    /** Looks for what was not delivered, and for what was never sent. */
    void round(Turn turn) throws InterruptedException;

    /** Finds out what repositories hold that were met for the first time; few at once. */
    void firstContacts(Turn turn) throws InterruptedException;
}
