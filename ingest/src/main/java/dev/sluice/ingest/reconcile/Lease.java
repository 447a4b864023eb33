package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may reconcile. The row is held for some minutes by the database's clock, the one that all
 * replicas share; who dies lets go of it by that. When the next round is due is kept beside it, so
 * that more replicas do not mean more rounds.
 */
final class Lease {

    /** Longer than the longest request takes with its repetitions. */
    static final Duration HELD = Duration.ofMinutes(2);

    /** What there is to do for who holds it. */
    enum Work {
        /** A round is due. */
        ROUND,

        /** Only what cannot wait for one. */
        FIRST_CONTACTS
    }

    private final IngestDatabase database;
    private final String holder;
    private final Clock clock;

    Lease(IngestDatabase database, String holder, Clock clock) {
        this.database = database;
        this.holder = holder;
        this.clock = clock;
    }

    /** Takes it unless another holds it. */
    Optional<Work> take() {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                update reconciler
                                set holder = :holder,
                                    held_until = clock_timestamp() + cast(:held as interval)
                                where holder is null or holder = :holder
                                   or held_until < clock_timestamp()
                                returning next_round is null or next_round <= :now
                                """)
                        .bind("holder", holder)
                        .bind("held", HELD.toString())
                        .bind("now", clock.instant())
                        .mapTo(Boolean.class)
                        .findOne()
                        .map(due -> due ? Work.ROUND : Work.FIRST_CONTACTS));
    }

    /** Whether it is still ours; then it is ours for longer. */
    boolean keep() {
        return database.inTransaction(handle ->
                handle.createUpdate(
                                        """
                                        update reconciler set held_until =
                                            clock_timestamp() + cast(:held as interval)
                                        where holder = :holder
                                        """)
                                .bind("holder", holder)
                                .bind("held", HELD.toString())
                                .execute()
                        == 1);
    }

    /** A round begins now; the next one is due that much later. */
    void roundBegun(Duration every) {
        database.inTransaction(handle ->
                handle.createUpdate("update reconciler set next_round = :next")
                        .bind("next", clock.instant().plus(every))
                        .execute());
    }

    /** Lets another have it. */
    void release() {
        database.inTransaction(handle ->
                handle.createUpdate(
                                "update reconciler set holder = null, held_until = null where holder = :holder")
                        .bind("holder", holder)
                        .execute());
    }
}
