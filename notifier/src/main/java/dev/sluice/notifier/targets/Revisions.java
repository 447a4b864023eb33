package dev.sluice.notifier.targets;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.database.Stored;
import dev.sluice.notifier.text.StatusText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The revisions as they are stored, within one transaction. */
final class Revisions {

    private final Handle handle;
    private final String contextPrefix;

    Revisions(Handle handle, String contextPrefix) {
        this.handle = handle;
        this.contextPrefix = contextPrefix;
    }

    /** A revision and the repository that it is in. */
    record Known(Revision revision, Repository repository) {}

    /** Keeps a revision; the wait for its verdict begins anew unless it is merely told again. */
    void keep(
            Event<?> event,
            Revision revision,
            Repository repository,
            Instant now,
            boolean scanned,
            boolean again) {
        handle.createUpdate(
                        """
                        insert into revision as r (id, change, head_sha, base_ref,
                            forge, repository_id, owner_id, owner, name, context, seen_at,
                            awaited_since, correlation_id, causation_id, traceparent)
                        values (:id, :change, :headSha, :baseRef,
                            :forge, :repository, :ownerId, :owner, :name, :context, :now,
                            :awaitedSince, :correlationId, :causationId, :traceparent)
                        on conflict (id) do update set context = excluded.context,
                            owner_id = excluded.owner_id, owner = excluded.owner,
                            name = excluded.name,
                            awaited_since = case when :again
                                then coalesce(r.awaited_since, excluded.awaited_since)
                                else excluded.awaited_since end
                        """)
                .bindMap(columns(event, revision, repository, now))
                .bind("awaitedSince", scanned ? now : null)
                .bind("again", again)
                .execute();
    }

    /** Keeps a revision that something else is about; of one that is known it changes nothing. */
    void mention(Event<?> event, Revision revision, Repository repository, Instant now) {
        handle.createUpdate(
                        """
                        insert into revision (id, change, head_sha, base_ref,
                            forge, repository_id, owner_id, owner, name, context, seen_at,
                            correlation_id, causation_id, traceparent)
                        values (:id, :change, :headSha, :baseRef,
                            :forge, :repository, :ownerId, :owner, :name, :context, :now,
                            :correlationId, :causationId, :traceparent)
                        on conflict do nothing
                        """)
                .bindMap(columns(event, revision, repository, now))
                .execute();
    }

    void decided(Event<?> event, ChangeDecided decided, Instant now) {
        handle.createUpdate(
                        """
                        insert into revision as r (id, change, head_sha, base_ref,
                            forge, repository_id, owner_id, owner, name, context, seen_at,
                            correlation_id, causation_id, traceparent,
                            sequence, verdict, description, decision)
                        values (:id, :change, :headSha, :baseRef,
                            :forge, :repository, :ownerId, :owner, :name, :context, :now,
                            :correlationId, :causationId, :traceparent,
                            :sequence, :verdict, :description, :decision)
                        on conflict (id) do update set context = excluded.context,
                            owner_id = excluded.owner_id, owner = excluded.owner,
                            name = excluded.name,
                            correlation_id = excluded.correlation_id,
                            causation_id = excluded.causation_id,
                            traceparent = excluded.traceparent,
                            sequence = excluded.sequence, verdict = excluded.verdict,
                            description = excluded.description, decision = excluded.decision
                        where r.sequence is null or r.sequence < excluded.sequence
                        """)
                .bindMap(columns(event, decided.revision(), decided.repository(), now))
                .bind("sequence", decided.sequence())
                .bind("verdict", Signal.of(decided.verdict()).name())
                .bind("description", StatusText.of(decided))
                .bind("decision", Stored.json(decided))
                .execute();
    }

    /**
     * Owes a verdict anew.
     *
     * <p>The two topics are not ordered with each other: a decision that carries the correlation of
     * the request has answered it already.
     *
     * @return the repository, unless the revision is not known or this or a later request was heard
     */
    Optional<Repository> rescan(Event<?> event, Revision revision, Instant now) {
        return handle.createQuery(
                        """
                        update revision set rescan_at = :at, awaited_since = :now,
                            rescan_sequence =
                                case when correlation_id <> :correlationId then sequence end
                        where id = :id and (rescan_at is null or rescan_at < :at)
                        returning forge, repository_id, owner_id, owner, name
                        """)
                .bind("at", event.time())
                .bind("now", now)
                .bind("correlationId", event.correlationId())
                .bind("id", revision.id())
                .map((row, _) -> repository(row))
                .findOne();
    }

    boolean isDecided(Revision revision) {
        return handle.createQuery("select sequence is not null from revision where id = :id")
                .bind("id", revision.id())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    Optional<Known> end(Event<?> event, UUID revision) {
        handle.createUpdate(
                        """
                        update revision set correlation_id = :correlationId,
                            causation_id = :causationId, traceparent = :traceparent
                        where id = :revision and sequence is null
                        """)
                .bind("correlationId", event.correlationId())
                .bind("causationId", event.id())
                .bind("traceparent", event.traceparent())
                .bind("revision", revision)
                .execute();
        return handle.createQuery("select * from revision where id = :revision")
                .bind("revision", revision)
                .map((row, _) -> new Known(revision(row), repository(row)))
                .findOne();
    }

    private Map<String, @Nullable Object> columns(
            Event<?> event, Revision revision, Repository repository, Instant now) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("id", revision.id());
        columns.put("change", revision.change().value());
        columns.put("headSha", revision.headSha());
        columns.put("baseRef", revision.baseRef());
        columns.put("forge", repository.forge());
        columns.put("repository", repository.id());
        columns.put("ownerId", repository.ownerId());
        columns.put("owner", repository.owner());
        columns.put("name", repository.name());
        columns.put("context", Context.of(contextPrefix, revision));
        columns.put("now", now);
        columns.put("correlationId", event.correlationId());
        columns.put("causationId", event.id());
        columns.put("traceparent", event.traceparent());
        return columns;
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getObject("id", UUID.class),
                new ChangeId(row.getString("change")),
                row.getString("head_sha"),
                row.getString("base_ref"));
    }

    private static Repository repository(ResultSet row) throws SQLException {
        return new Repository(
                row.getString("forge"),
                row.getLong("repository_id"),
                row.getLong("owner_id"),
                row.getString("owner"),
                row.getString("name"));
    }
}
