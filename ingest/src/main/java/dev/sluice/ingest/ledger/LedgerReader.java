package dev.sluice.ingest.ledger;

import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.database.Conditions;
import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the ledger for people, who see only what is theirs and do not hold up the translator. */
@Singleton
class LedgerReader {

    /** Nobody waits longer for an answer. */
    private static final String PATIENCE = "set local statement_timeout = '5s'";

    private final IngestDatabase database;

    LedgerReader(IngestDatabase database) {
        this.database = database;
    }

    /** At most so many, the newest first, from behind that position on. */
    List<DeliveryEntry> list(Reach reach, Filter filter, @Nullable Position after, int limit) {
        var conditions = filter.narrow(new Conditions().within(reach));
        if (after != null) {
            conditions.and(
                    "(accepted_at, id) < (:afterTime, :afterId)",
                    "afterTime",
                    after.acceptedAt(),
                    "afterId",
                    after.id());
        }
        return database.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return handle.createQuery(
                            "select * from delivery where "
                                    + conditions.sql()
                                    + " order by accepted_at desc, id desc limit :limit")
                    .bindMap(conditions.values())
                    .bind("limit", limit)
                    .map((row, _) -> entry(row))
                    .list();
        });
    }

    /**
     * Everything about the delivery with this correlation id, or else with this id of its forge;
     * should forges share an id, about the newest.
     */
    Optional<DeliveryStory> find(Reach reach, String id) {
        return database.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return correlationId(handle, reach, id).map(found -> story(handle, reach, found));
        });
    }

    private static Optional<UUID> correlationId(Handle handle, Reach reach, String id) {
        var conditions =
                new Conditions()
                        .within(reach)
                        .and("(id::text = :id or delivery_id = :id)", "id", id);
        return handle.createQuery(
                        "select id from delivery where "
                                + conditions.sql()
                                + " order by (id::text = :id) desc, accepted_at desc limit 1")
                .bindMap(conditions.values())
                .mapTo(UUID.class)
                .findOne();
    }

    private static DeliveryStory story(Handle handle, Reach reach, UUID id) {
        var conditions = new Conditions().within(reach).and("id = :id", "id", id);
        return new DeliveryStory(
                handle
                        .createQuery(
                                "select * from delivery where "
                                        + conditions.sql()
                                        + " order by accepted_at")
                        .bindMap(conditions.values())
                        .map((row, _) -> entry(row))
                        .list()
                        .stream()
                        .map(entry -> new DeliveryStory.Chapter(entry, fates(handle, entry)))
                        .toList());
    }

    private static List<PastFate> fates(Handle handle, DeliveryEntry entry) {
        return handle.createQuery(
                        """
                        select * from delivery_fate
                        where id = :id and accepted_at = :acceptedAt
                        order by entered_at, topic, place, position
                        """)
                .bind("id", entry.correlationId())
                .bind("acceptedAt", entry.acceptedAt())
                .map((row, _) ->
                        new PastFate(
                                row.getString("fate"),
                                row.getString("reason"),
                                RaisedEvent.list(row.getString("events")),
                                time(row, "entered_at"),
                                row.getString("topic"),
                                row.getInt("place"),
                                row.getLong("position")))
                .list();
    }

    private static DeliveryEntry entry(ResultSet row) throws SQLException {
        return new DeliveryEntry(
                row.getObject("id", UUID.class),
                row.getString("delivery_id"),
                row.getString("forge"),
                row.getString("event"),
                row.getString("organisation"),
                row.getString("repository"),
                row.getString("repository_name"),
                time(row, "accepted_at"),
                row.getString("fate"),
                row.getString("reason"),
                RaisedEvent.list(row.getString("events")),
                time(row, "entered_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
