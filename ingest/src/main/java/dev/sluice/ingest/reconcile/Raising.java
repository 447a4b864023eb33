package dev.sluice.ingest.reconcile;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.webhooks.DeliveryStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Stores deliveries in place of those that never came. */
@Singleton
public class Raising {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What was stored is translated by then, or the translator is far behind. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    /** What was missed was raised long before; what is missed later has its time once more. */
    private static final Duration MISSED_KEPT = Duration.ofDays(1);

    /** What is not known after that many times is among the dead letters. */
    private static final int MOST_TIMES = 3;

    /** What became of a head that is to be raised. */
    public enum Raised {
        /** It was stored. */
        NOW,

        /** It was stored some minutes ago; the translator has not come to it. */
        BEFORE,

        /** It was stored more than once and is still not known: it will not be stored again. */
        TOO_OFTEN
    }

    private final IngestDatabase database;
    private final Function<Delivery, CompletableFuture<Void>> store;
    private final Clock clock;

    @Inject
    Raising(IngestDatabase database, DeliveryStore store) {
        this(database, store::store, Clock.systemUTC());
    }

    public Raising(
            IngestDatabase database,
            Function<Delivery, CompletableFuture<Void>> store,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Stores what tells of a head, unless it was stored lately. It is noted first, so that a
     * webhook which comes in between is known to tell the same.
     *
     * @throws RetryableException when the broker does not take it, or the database is away
     */
    public Raised head(Delivery delivery, UUID revision) throws InterruptedException {
        Raised raised = note(delivery, revision);
        if (raised == Raised.NOW) {
            store(delivery);
        }
        return raised;
    }

    private Raised note(Delivery delivery, UUID revision) {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            boolean noted =
                    handle.createUpdate(
                                            """
                                            insert into raised_head as r
                                                (delivery, revision, raised_at)
                                            values (:delivery, :revision, :now)
                                            on conflict (delivery) do update
                                            set raised_at = :now, times = r.times + 1
                                            where r.raised_at <= :before and r.times < :most
                                            """)
                                    .bind("delivery", delivery.id())
                                    .bind("revision", revision)
                                    .bind("now", now)
                                    .bind("before", now.minus(AGAIN))
                                    .bind("most", MOST_TIMES)
                                    .execute()
                            == 1;
            return noted
                    ? Raised.NOW
                    : before(
                            handle.createQuery(
                                            """
                                            select times >= :most and raised_at <= :before from raised_head
                                            where delivery = :delivery
                                            """)
                                    .bind("delivery", delivery.id())
                                    .bind("before", now.minus(AGAIN))
                                    .bind("most", MOST_TIMES)
                                    .mapTo(Boolean.class)
                                    .one());
        });
    }

    private static Raised before(boolean tooOften) {
        return tooOften ? Raised.TOO_OFTEN : Raised.BEFORE;
    }

    /** When it was first missed that somebody tells of this revision: now, if it never was. */
    public Instant missedSince(UUID revision) {
        Instant now = clock.instant();
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                insert into missed_head (revision, missed_at) values (:revision, :now)
                                on conflict (revision) do update
                                set missed_at = missed_head.missed_at
                                returning missed_at
                                """)
                        .bind("revision", revision)
                        .bind("now", now)
                        .map((row, _) -> row.getTimestamp("missed_at").toInstant())
                        .one());
    }

    /** Forgets heads that nobody can tell of any more. */
    public void forget(Duration age) {
        Instant now = clock.instant();
        database.inTransaction(handle -> {
            handle.createUpdate("delete from missed_head where missed_at < :limit")
                    .bind("limit", now.minus(MISSED_KEPT))
                    .execute();
            return handle.createUpdate("delete from raised_head where raised_at < :limit")
                    .bind("limit", now.minus(age))
                    .execute();
        });
    }

    /**
     * Stores a delivery and returns when the broker has it.
     *
     * @throws RetryableException when it does not take it
     */
    public void store(Delivery delivery) throws InterruptedException {
        try {
            store.apply(delivery).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RetryableException("the broker did not take a raised delivery", e);
        }
    }
}
