package dev.sluice.ingest.ledger;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.translation.Arrival;
import dev.sluice.ingest.translation.Fate;
import dev.sluice.ingest.translation.Ledger;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the ledger in tables, and goes on trying while the database is away. */
@ApplicationScoped
@Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
@ExponentialBackoff(maxDelay = 10_000)
class LedgerTable implements Ledger {

    private final IngestDatabase database;
    private final Retention retention;
    private final Clock clock;

    @Inject
    LedgerTable(IngestDatabase database, LedgerConfig config) {
        this(database, config, Clock.systemUTC());
    }

    LedgerTable(IngestDatabase database, LedgerConfig config, Clock clock) {
        this.database = database;
        this.retention = new Retention(config.retention());
        this.clock = clock;
    }

    @Override
    public boolean isDuplicate(Arrival arrival) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select exists (
                                    select from delivery
                                    where id = :id and accepted_at < :acceptedAt
                                        and fate = 'translated')
                                """)
                        .bind("id", arrival.delivery().id())
                        .bind("acceptedAt", acceptedAt(arrival.delivery()))
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public void enter(Arrival arrival, Origin origin, Fate fate) {
        database.inTransaction(handle -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            enter(handle, arrival.delivery(), origin, fate, now);
            remember(handle, arrival, fate, now);
            return retention.forgetOld(handle, now);
        });
    }

    private static void enter(
            Handle handle, Delivery delivery, Origin origin, Fate fate, Instant now) {
        handle.createUpdate(
                        """
                        insert into delivery
                            (id, accepted_at, forge, delivery_id, event, organisation, repository,
                            repository_name, fate, reason, events, entered_at)
                        values (:id, :acceptedAt, :forge, :deliveryId, :event, :organisation,
                            :repository, :repositoryName, :fate, :reason, cast(:events as json),
                            :now)
                        on conflict (id, accepted_at) do update
                        set organisation = excluded.organisation, repository = excluded.repository,
                            repository_name = excluded.repository_name, fate = excluded.fate,
                            reason = excluded.reason, events = excluded.events,
                            entered_at = excluded.entered_at
                        """)
                .bind("id", delivery.id())
                .bind("acceptedAt", acceptedAt(delivery))
                .bind("forge", plain(delivery.forge()))
                .bind("deliveryId", plain(delivery.deliveryId()))
                .bind("event", plain(delivery.event()))
                .bind("organisation", plain(origin.organisation()))
                .bind("repository", plain(origin.repository()))
                .bind("repositoryName", plain(origin.repositoryName()))
                .bind("fate", FateName.of(fate).tag())
                .bind("reason", plain(FateName.reason(fate)))
                .bind("events", RaisedEvent.json(fate))
                .bind("now", now)
                .execute();
    }

    private static void remember(Handle handle, Arrival arrival, Fate fate, Instant now) {
        handle.createUpdate(
                        """
                        insert into delivery_fate
                            (id, accepted_at, topic, place, position, fate, reason, events,
                            entered_at)
                        values (:id, :acceptedAt, :topic, :place, :position, :fate, :reason,
                            cast(:events as json), :now)
                        on conflict (id, accepted_at, topic, place, position) do update
                        set fate = excluded.fate, reason = excluded.reason,
                            events = excluded.events, entered_at = excluded.entered_at
                        """)
                .bind("id", arrival.delivery().id())
                .bind("acceptedAt", acceptedAt(arrival.delivery()))
                .bind("topic", arrival.topic())
                .bind("place", arrival.partition())
                .bind("position", arrival.offset())
                .bind("fate", FateName.of(fate).tag())
                .bind("reason", plain(FateName.reason(fate)))
                .bind("events", RaisedEvent.json(fate))
                .bind("now", now)
                .execute();
    }

    /** As precise as a column is, so that equal times stay equal. */
    private static Instant acceptedAt(Delivery delivery) {
        return delivery.acceptedAt().truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : PlainText.of(text);
    }
}
