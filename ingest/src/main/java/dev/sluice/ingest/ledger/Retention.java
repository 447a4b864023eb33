package dev.sluice.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/**
 * Forgets old entries a few at a time while new ones are made, so that no single entry waits for
 * long and nothing is deleted by a ledger that stands still.
 */
final class Retention {

    /** More than are entered between two passes on a busy day. */
    static final int BATCH = 2_000;

    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Duration kept;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    Retention(Duration kept) {
        this.kept = kept;
    }

    /**
     * Deletes what is too old, if it is time again.
     *
     * @return how many entries were deleted
     */
    int forgetOld(Handle handle, Instant now) {
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(PAUSE))) {
            return 0;
        }
        return handle.createUpdate(
                        """
                        delete from delivery
                        where (id, accepted_at) in (
                            select id, accepted_at from delivery
                            where entered_at < :limit
                            order by entered_at limit :batch
                            for update skip locked)
                        """)
                .bind("limit", now.minus(kept))
                .bind("batch", BATCH)
                .execute();
    }
}
