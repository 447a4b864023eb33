package dev.sluice.notifier.targets;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.database.Stored;
import dev.sluice.notifier.text.StatusText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Notes what was said about changes and marks the targets that may have to show something else now.
 * Each call is one transaction; saying the same thing twice, or an older thing late, changes
 * nothing.
 */
@Singleton
public class Changes {

    private final PublicationDatabase database;
    private final TargetsConfig config;
    private final Clock clock;

    @Inject
    Changes(PublicationDatabase database, TargetsConfig config) {
        this(database, config, Clock.systemUTC());
    }

    public Changes(PublicationDatabase database, TargetsConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A change is at this revision.
     *
     * @param scanned whether a scan, and so a verdict, is to be expected; otherwise only an open
     *     change is told anew
     */
    public void moved(Event<?> event, Revision revision, Repository repository, boolean scanned) {
        Instant now = now();
        database.inTransaction(handle -> {
            Current before = lock(handle, revision.change(), event);
            if (event.time().isBefore(before.asOf()) || (!before.open() && !scanned)) {
                return false;
            }
            boolean again = before.open() && revision.id().equals(before.revision());
            makeCurrent(handle, event, revision);
            long target = markDue(handle, revision, repository, now);
            keep(handle, event, revision, target, now, scanned, again);
            if (before.revision() != null && !revision.id().equals(before.revision())) {
                end(handle, event, before.revision(), now);
            }
            return true;
        });
    }

    /** A change was merged, given up or its branch deleted. */
    public void closed(Event<?> event, ChangeClosed closed) {
        Instant now = now();
        database.inTransaction(handle -> {
            Current before = lock(handle, closed.change(), event);
            if (event.time().isBefore(before.asOf())) {
                return false;
            }
            handle.createUpdate("update change set open = false, as_of = :asOf where id = :id")
                    .bind("asOf", event.time())
                    .bind("id", closed.change().value())
                    .execute();
            if (before.revision() != null) {
                end(handle, event, before.revision(), now);
            }
            return true;
        });
    }

    /** A revision got a verdict; one with a lower sequence than is known already is dropped. */
    public void decided(Event<?> event, ChangeDecided decided) {
        Instant now = now();
        database.inTransaction(handle -> {
            long target = markDue(handle, decided.revision(), decided.repository(), now);
            return handle.createUpdate(
                            """
                            insert into revision as r (id, change, head_sha, base_ref, target, seen_at,
                                correlation_id, causation_id, traceparent,
                                sequence, verdict, description, decision)
                            values (:id, :change, :headSha, :baseRef, :target, :now,
                                :correlationId, :causationId, :traceparent,
                                :sequence, :verdict, :description, :decision)
                            on conflict (id) do update set target = excluded.target,
                                correlation_id = excluded.correlation_id,
                                causation_id = excluded.causation_id,
                                traceparent = excluded.traceparent,
                                sequence = excluded.sequence, verdict = excluded.verdict,
                                description = excluded.description, decision = excluded.decision
                            where r.sequence is null or r.sequence < excluded.sequence
                            """)
                    .bind("id", decided.revision().id())
                    .bind("change", decided.revision().change().value())
                    .bind("headSha", decided.revision().headSha())
                    .bind("baseRef", decided.revision().baseRef())
                    .bind("target", target)
                    .bind("now", now)
                    .bind("correlationId", event.correlationId())
                    .bind("causationId", event.id())
                    .bind("traceparent", event.traceparent())
                    .bind("sequence", decided.sequence())
                    .bind("verdict", Signal.of(decided.verdict()).name())
                    .bind("description", StatusText.of(decided))
                    .bind("decision", Stored.json(decided))
                    .execute();
        });
    }

    private record Current(@Nullable UUID revision, boolean open, Instant asOf) {}

    private static Current lock(Handle handle, ChangeId change, Event<?> event) {
        handle.createUpdate(
                        """
                        insert into change (id, open, as_of) values (:id, true, :asOf)
                        on conflict do nothing
                        """)
                .bind("id", change.value())
                .bind("asOf", event.time())
                .execute();
        return handle.createQuery(
                        "select current_revision, open, as_of from change where id = :id for update")
                .bind("id", change.value())
                .map((row, _) ->
                        new Current(
                                row.getObject("current_revision", UUID.class),
                                row.getBoolean("open"),
                                row.getTimestamp("as_of").toInstant()))
                .one();
    }

    private static void makeCurrent(Handle handle, Event<?> event, Revision revision) {
        handle.createUpdate(
                        """
                        update change set current_revision = :revision, current_sha = :sha,
                            current_base = :base, open = true, as_of = :asOf
                        where id = :id
                        """)
                .bind("revision", revision.id())
                .bind("sha", revision.headSha())
                .bind("base", revision.baseRef())
                .bind("asOf", event.time())
                .bind("id", revision.change().value())
                .execute();
    }

    private long markDue(Handle handle, Revision revision, Repository repository, Instant now) {
        return handle.createQuery(
                        """
                        insert into target (forge, repository_id, sha, context,
                            owner_id, owner, name, due_at)
                        values (:forge, :id, :sha, :context, :ownerId, :owner, :name, :now)
                        on conflict (forge, repository_id, sha, context) do update
                        set owner_id = excluded.owner_id, owner = excluded.owner,
                            name = excluded.name, due_at = excluded.due_at
                        returning id
                        """)
                .bind("forge", repository.forge())
                .bind("id", repository.id())
                .bind("ownerId", repository.ownerId())
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .bind("sha", revision.headSha())
                .bind("context", Context.of(config.contextPrefix(), revision))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /** Keeps a revision; the wait for its verdict begins anew unless it is merely told again. */
    private static void keep(
            Handle handle,
            Event<?> event,
            Revision revision,
            long target,
            Instant now,
            boolean scanned,
            boolean again) {
        handle.createUpdate(
                        """
                        insert into revision as r (id, change, head_sha, base_ref, target, seen_at,
                            awaited_since, correlation_id, causation_id, traceparent)
                        values (:id, :change, :headSha, :baseRef, :target, :now,
                            :awaitedSince, :correlationId, :causationId, :traceparent)
                        on conflict (id) do update set target = excluded.target,
                            awaited_since = case when :again
                                then coalesce(r.awaited_since, excluded.awaited_since)
                                else excluded.awaited_since end
                        """)
                .bind("id", revision.id())
                .bind("change", revision.change().value())
                .bind("headSha", revision.headSha())
                .bind("baseRef", revision.baseRef())
                .bind("target", target)
                .bind("now", now)
                .bind("awaitedSince", scanned ? now : null)
                .bind("correlationId", event.correlationId())
                .bind("causationId", event.id())
                .bind("traceparent", event.traceparent())
                .bind("again", again)
                .execute();
    }

    /** What is said about a revision from now on, if nothing was decided, comes from this event. */
    private static void end(Handle handle, Event<?> event, UUID revision, Instant now) {
        handle.createUpdate(
                        """
                        update target set due_at = :now
                        where id = (select target from revision where id = :revision)
                        """)
                .bind("now", now)
                .bind("revision", revision)
                .execute();
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
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
