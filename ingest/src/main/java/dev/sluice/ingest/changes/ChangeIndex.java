package dev.sluice.ingest.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Json;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.database.IngestDatabase;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jdbi.v3.core.Handle;

/** Keeps the changes in a table, and goes on trying while the database is away. */
@ApplicationScoped
@Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
@ExponentialBackoff(maxDelay = 10_000)
class ChangeIndex implements KnownChanges {

    /** A fact that is later than this is not waited for: topics keep changes as long. */
    private static final Duration CLOSED_KEPT = Duration.ofDays(30);

    private final IngestDatabase database;

    ChangeIndex(IngestDatabase database) {
        this.database = database;
    }

    @Override
    public void remember(Event<?> event) {
        switch (event.fact()) {
            case ChangeProposed proposed ->
                    moved(event, proposed.revision(), proposed.reason().asksForScan());
            case ChangePushed pushed -> moved(event, pushed.revision(), true);
            case ChangeClosed closed -> closed(event, closed);
            case Fact _ -> {}
        }
    }

    @Override
    public boolean isRepetition(Event<?> event) {
        return event.fact() instanceof ChangeProposed proposed
                && Repetition.of(proposed.reason()) != Repetition.NEVER
                && isRepetition(event, proposed);
    }

    private boolean isRepetition(Event<?> event, ChangeProposed proposed) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select exists (
                                    select 1 from change
                                    join raised_head r on r.revision = change.revision
                                    where change.id = :change and change.open
                                      and change.revision = :revision
                                      and change.event_id <> :event
                                      and (:always or r.delivery = :correlation
                                           or change.as_of >= :asOf))
                                """)
                        .bind("change", proposed.revision().change().value())
                        .bind("revision", proposed.revision().id())
                        .bind("event", event.id())
                        .bind(
                                "always",
                                Repetition.of(proposed.reason()) == Repetition.WHATEVER_ITS_TIME)
                        .bind("correlation", event.correlationId())
                        .bind("asOf", event.time())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public Optional<Standing> standing(ChangeId change) {
        return database.inTransaction(handle ->
                handle.createQuery("select open, as_of, revision from change where id = :id")
                        .bind("id", change.value())
                        .map((row, _) ->
                                new Standing(
                                        row.getBoolean("open"),
                                        row.getTimestamp("as_of").toInstant(),
                                        row.getObject("revision", UUID.class)))
                        .findOne());
    }

    @Override
    public Optional<OpenChange> of(ChangeId change) {
        return database.inTransaction(handle ->
                handle.createQuery("select fact_type, fact from change where id = :id and open")
                        .bind("id", change.value())
                        .map((row, _) -> change(row))
                        .findOne());
    }

    @Override
    public Optional<OpenChange> at(Repository repository, UUID revision) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select fact_type, fact from change
                                where repository = :repository and revision = :revision and open
                                """)
                        .bind("repository", repository.key())
                        .bind("revision", revision)
                        .map((row, _) -> change(row))
                        .findOne());
    }

    @Override
    public List<OpenChange> at(Repository repository, String headSha) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select fact_type, fact from change
                                where repository = :repository and head_sha = :sha and open
                                order by id
                                """)
                        .bind("repository", repository.key())
                        .bind("sha", headSha)
                        .map((row, _) -> change(row))
                        .list());
    }

    @Override
    public List<ChangeId> openUntil(Repository repository, Instant time) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select id from change
                                where repository = :repository
                                and (as_of < :time and open or as_of = :time and not open)
                                order by id
                                """)
                        .bind("repository", repository.key())
                        .bind("time", time.truncatedTo(ChronoUnit.MICROS))
                        .map((row, _) -> new ChangeId(row.getString("id")))
                        .list());
    }

    /**
     * A change is at this revision.
     *
     * @param opens whether it is open now even if it was closed: labels are also put on closed ones
     */
    private void moved(Event<?> event, Revision revision, boolean opens) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into change
                                    (id, repository, as_of, open, revision, head_sha, event_id,
                                     fact_type, fact)
                                values (:id, :repository, :asOf, true, :revision, :sha, :event,
                                        :type, cast(:fact as json))
                                on conflict (id) do update
                                set as_of = excluded.as_of, open = change.open or :opens,
                                    revision = excluded.revision, head_sha = excluded.head_sha,
                                    event_id = excluded.event_id,
                                    fact_type = excluded.fact_type, fact = excluded.fact
                                where change.as_of <= excluded.as_of
                                """)
                        .bind("id", revision.change().value())
                        .bind("repository", event.fact().key())
                        .bind("asOf", event.time())
                        .bind("opens", opens)
                        .bind("revision", revision.id())
                        .bind("sha", revision.headSha())
                        .bind("event", event.id())
                        .bind("type", event.type().wireName())
                        .bind("fact", json(event.fact()))
                        .execute());
    }

    private void closed(Event<?> event, ChangeClosed closed) {
        database.inTransaction(handle -> {
            handle.createUpdate(
                            """
                            insert into change (id, repository, as_of, open)
                            values (:id, :repository, :asOf, false)
                            on conflict (id) do update set as_of = excluded.as_of, open = false
                            where change.as_of <= excluded.as_of
                            """)
                    .bind("id", closed.change().value())
                    .bind("repository", closed.repository().key())
                    .bind("asOf", event.time())
                    .execute();
            return forgetOld(handle, closed.repository(), event.time().minus(CLOSED_KEPT));
        });
    }

    private static int forgetOld(Handle handle, Repository repository, Instant limit) {
        return handle.createUpdate(
                        """
                        delete from change
                        where repository = :repository and not open and as_of < :limit
                        """)
                .bind("repository", repository.key())
                .bind("limit", limit)
                .execute();
    }

    private static OpenChange change(ResultSet row) throws SQLException {
        String type = row.getString("fact_type");
        String json = row.getString("fact");
        if (EventType.CHANGE_PUSHED.wireName().equals(type)) {
            return OpenChange.of(read(json, ChangePushed.class));
        }
        return OpenChange.of(read(json, ChangeProposed.class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored fact can always be read again", e);
        }
    }

    private static String json(Fact fact) {
        try {
            return Json.mapper().writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact can always be written as JSON", e);
        }
    }
}
