package dev.sluice.ingest.deadletters;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeadLetter;
import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.database.Conditions;
import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The letters in PostgreSQL. */
@Singleton
class LetterTable {

    /** Nobody waits longer for an answer. */
    private static final String PATIENCE = "set local statement_timeout = '5s'";

    private final IngestDatabase database;
    private final Clock clock;

    @Inject
    LetterTable(IngestDatabase database) {
        this(database, Clock.systemUTC());
    }

    LetterTable(IngestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Notes a failure; the same again changes nothing. A letter that fails after it was replayed is
     * open again, one that was dropped stays dropped.
     *
     * @param place the partition of {@code sluice.dead-letters} that says so
     * @param position the offset there
     */
    void enter(DeadLetter letter, int place, long position) {
        database.inTransaction(handle -> {
            insert(handle, letter);
            if (noteFailure(handle, letter, place, position)) {
                update(handle, letter);
            }
            return forgetOld(handle, clock.instant());
        });
    }

    private static void insert(Handle handle, DeadLetter letter) {
        handle.createUpdate(
                        """
                        insert into dead_letter
                            (id, reader, topic, place, offsets, record_key, event_type,
                            correlation_id, organisation, repository, delivery, parts, value_bytes,
                            left_out, error_class, reason, cause, attempts, first_failed_at,
                            last_failed_at, status, status_since, replays)
                        values (:id, :reader, :topic, :place, cast(:offsets as bigint[]), :key,
                            :type, :correlationId, :organisation, :repository, :delivery, :parts,
                            :valueBytes, :leftOut, :errorClass, :reason, :cause, 0, :at, :at,
                            'open', :at, 0)
                        on conflict (id) do nothing
                        """)
                .bind("id", letter.id())
                .bind("reader", letter.origin().reader())
                .bind("topic", letter.origin().topic())
                .bind("place", letter.origin().partition())
                .bind("offsets", array(letter.origin().offsets()))
                .bind("key", letter.about().key())
                .bind("type", letter.about().type())
                .bind("correlationId", letter.about().correlationId())
                .bind("organisation", letter.about().organisation())
                .bind("repository", letter.about().repository())
                .bind("delivery", letter.about().delivery())
                .bind("parts", letter.about().parts())
                .bind("valueBytes", letter.about().valueBytes())
                .bind("leftOut", letter.about().leftOut())
                .bind("errorClass", letter.failure().errorClass())
                .bind("reason", letter.failure().reason())
                .bind("cause", letter.failure().cause())
                .bind("at", letter.failure().at())
                .execute();
    }

    private static boolean noteFailure(Handle handle, DeadLetter letter, int place, long position) {
        return handle.createUpdate(
                                """
                                insert into dead_letter_failure
                                    (letter, place, position, first_part, failed_at, error_class,
                                    reason, cause)
                                values (:id, :place, :position, :firstPart, :at, :errorClass,
                                    :reason, :cause)
                                on conflict do nothing
                                """)
                        .bind("id", letter.id())
                        .bind("place", place)
                        .bind("position", position)
                        .bind("firstPart", letter.origin().offsets().getFirst())
                        .bind("at", letter.failure().at())
                        .bind("errorClass", letter.failure().errorClass())
                        .bind("reason", letter.failure().reason())
                        .bind("cause", letter.failure().cause())
                        .execute()
                > 0;
    }

    /**
     * All parts of a delivery fail at once: that is one attempt. A service that was reset may fail
     * once more on what it read before it was mended; only what fails afterwards is open again.
     */
    private static void update(Handle handle, DeadLetter letter) {
        handle.createUpdate(
                        """
                        update dead_letter
                        set offsets = (
                                select array_agg(distinct one order by one)
                                from unnest(offsets || cast(:offsets as bigint[])) one),
                            attempts = (
                                select max(tries) from (
                                    select count(*) tries from dead_letter_failure
                                    where letter = :id group by first_part) parts),
                            first_failed_at = least(first_failed_at, :at),
                            last_failed_at = greatest(last_failed_at, :at),
                            error_class = case when :at >= last_failed_at
                                then :errorClass else error_class end,
                            reason = case when :at >= last_failed_at then :reason else reason end,
                            cause = case when :at >= last_failed_at then :cause else cause end,
                            status_since = case
                                when status = 'replayed' and (:again or :at > status_since)
                                then :at else status_since end,
                            status = case
                                when status = 'replayed' and (:again or :at > status_since)
                                then 'open' else status end
                        where id = :id
                        """)
                .bind("id", letter.id())
                .bind("offsets", array(letter.origin().offsets()))
                .bind("at", letter.failure().at())
                .bind("errorClass", letter.failure().errorClass())
                .bind("reason", letter.failure().reason())
                .bind("cause", letter.failure().cause())
                .bind("again", letter.afterReplay())
                .execute();
    }

    /** By then the record is gone from its topic as well. */
    private static int forgetOld(Handle handle, Instant now) {
        return handle.createUpdate("delete from dead_letter where last_failed_at < :limit")
                .bind("limit", now.minus(Topic.DEAD_LETTERS.retention()))
                .execute();
    }

    /**
     * At most so many, the newest first, from behind that letter on.
     *
     * @return empty when there is no such letter to go on from
     */
    Optional<List<Letter>> list(Reach reach, Filter filter, @Nullable UUID after, int limit) {
        return database.inTransaction(handle -> {
            handle.execute(PATIENCE);
            if (after != null && one(handle, reach, after, "").isEmpty()) {
                return Optional.empty();
            }
            var conditions = filter.narrow(new Conditions().within(reach));
            if (after != null) {
                conditions.and(
                        "(first_failed_at, id) <"
                                + " (select first_failed_at, id from dead_letter where id = :after)",
                        "after",
                        after);
            }
            return Optional.of(
                    handle.createQuery(
                                    "select * from dead_letter where "
                                            + conditions.sql()
                                            + " order by first_failed_at desc, id desc limit :limit")
                            .bindMap(conditions.values())
                            .bind("limit", limit)
                            .map((row, _) -> letter(row))
                            .list());
        });
    }

    Optional<Letter> find(Reach reach, UUID id) {
        return database.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return one(handle, reach, id, "");
        });
    }

    /** The newest first, as many as anybody wants to see. */
    List<PastFailure> failures(UUID id) {
        return database.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return handle.createQuery(
                            """
                            select * from dead_letter_failure where letter = :id
                            order by failed_at desc, position desc limit 100
                            """)
                    .bind("id", id)
                    .map((row, _) ->
                            new PastFailure(
                                    time(row, "failed_at"),
                                    row.getString("error_class"),
                                    row.getString("reason"),
                                    row.getString("cause")))
                    .list();
        });
    }

    /**
     * Does something about a letter while nobody else can.
     *
     * @param work gets the letter, and a way to note what was done
     * @return empty when there is no such letter
     */
    <T> Optional<T> deciding(Reach reach, UUID id, BiFunction<Letter, Decision, T> work) {
        return database.inTransaction(handle ->
                one(handle, reach, id, " for update")
                        .map(letter ->
                                work.apply(
                                        letter,
                                        (status, at, by, reason) ->
                                                decide(handle, id, status, at, by, reason))));
    }

    /** Notes what somebody did about a letter. */
    interface Decision {
        Letter note(LetterStatus status, Instant at, String by, @Nullable String reason);
    }

    private static Letter decide(
            Handle handle,
            UUID id,
            LetterStatus status,
            Instant at,
            String by,
            @Nullable String reason) {
        return handle.createQuery(
                        """
                        update dead_letter
                        set status = :status, status_since = :at, status_by = :by,
                            status_reason = :reason,
                            replays = replays + case when :status = 'replayed' then 1 else 0 end
                        where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("status", status.text())
                .bind("at", at.truncatedTo(ChronoUnit.MICROS))
                .bind("by", by)
                .bind("reason", reason)
                .map((row, _) -> letter(row))
                .one();
    }

    private static Optional<Letter> one(Handle handle, Reach reach, UUID id, String lock) {
        var conditions = new Conditions().within(reach).and("id = :id", "id", id);
        return handle.createQuery("select * from dead_letter where " + conditions.sql() + lock)
                .bindMap(conditions.values())
                .map((row, _) -> letter(row))
                .findOne();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        List<Long> offsets = Arrays.asList((Long[]) row.getArray("offsets").getArray());
        return new Letter(
                row.getObject("id", UUID.class),
                Letter.service(row.getString("reader")),
                row.getString("reader"),
                row.getString("topic"),
                row.getInt("place"),
                offsets.getFirst(),
                offsets,
                row.getString("record_key"),
                row.getString("event_type"),
                row.getString("correlation_id"),
                row.getString("organisation"),
                row.getString("repository"),
                row.getString("delivery"),
                row.getInt("parts"),
                row.getLong("value_bytes"),
                row.getString("left_out"),
                row.getString("error_class"),
                row.getString("reason"),
                row.getString("cause"),
                row.getInt("attempts"),
                time(row, "first_failed_at"),
                time(row, "last_failed_at"),
                row.getString("status"),
                time(row, "status_since"),
                row.getString("status_by"),
                row.getString("status_reason"),
                row.getInt("replays"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String array(List<Long> offsets) {
        return offsets.toString().replace('[', '{').replace(']', '}');
    }
}
