package dev.sluice.notifier.outbox;

import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Service;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.database.Stored;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Events that are true already and still have to be sent, in order. */
@Singleton
public class Outbox {

    /** Of the lock under which one replica sends at a time; any number that nobody else takes. */
    private static final long LOCK = 0x51_01CE_0B0CL;

    private final PublicationDatabase database;

    public Outbox(PublicationDatabase database) {
        this.database = database;
    }

    /** Adds an event in the transaction that makes it true; a second time changes nothing. */
    public void add(Handle handle, Event<?> event) {
        handle.createUpdate(
                        """
                        insert into outbox (event_id, type, occurred_at,
                            correlation_id, causation_id, traceparent, fact)
                        values (:id, :type, :time, :correlationId, :causationId, :traceparent, :fact)
                        on conflict do nothing
                        """)
                .bind("id", event.id())
                .bind("type", event.type().wireName())
                .bind("time", event.time())
                .bind("correlationId", event.correlationId())
                .bind("causationId", event.causationId())
                .bind("traceparent", event.traceparent())
                .bind("fact", Stored.json(event.fact()))
                .execute();
    }

    /**
     * Sends the oldest event and forgets it.
     *
     * @return whether there may be more
     */
    boolean sendNext(Consumer<Event<?>> sender) {
        return database.inTransaction(handle -> {
            if (!lock(handle)) {
                return false;
            }
            Optional<Row> next =
                    handle.createQuery("select * from outbox order by number limit 1")
                            .map((row, _) -> row(row))
                            .findOne();
            next.ifPresent(row -> {
                sender.accept(row.event());
                handle.createUpdate("delete from outbox where number = :number")
                        .bind("number", row.number())
                        .execute();
            });
            return next.isPresent();
        });
    }

    private static boolean lock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private record Row(long number, Event<?> event) {}

    private static Row row(ResultSet row) throws SQLException {
        String wireName = row.getString("type");
        EventType type =
                EventType.ofWireName(wireName)
                        .orElseThrow(() ->
                                new IllegalStateException("type " + wireName + " is not known"));
        Event<Fact> event =
                new Event<>(
                        row.getObject("event_id", UUID.class),
                        Service.NOTIFIER,
                        row.getTimestamp("occurred_at").toInstant(),
                        row.getObject("correlation_id", UUID.class),
                        row.getObject("causation_id", UUID.class),
                        row.getString("traceparent"),
                        Stored.fact(row.getString("fact"), type.fact()));
        return new Row(row.getLong("number"), event);
    }
}
