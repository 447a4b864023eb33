package dev.sluice.policy.decide;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeKind;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanReported;
import dev.sluice.policy.database.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one change within a transaction that holds the change's lock. Facts may come in
 * any order and more than once: a later one in time replaces an earlier one, never the other way
 * round.
 */
final class Revisions {

    private static final int ENDING = 0;

    private final Handle handle;
    private final ChangeId change;

    private Revisions(Handle handle, ChangeId change) {
        this.handle = handle;
        this.change = change;
    }

    /** Locks the change until the transaction ends. */
    static Revisions lock(Handle handle, ChangeId change) {
        handle.createUpdate("insert into change (id) values (:id) on conflict do nothing")
                .bind("id", change.value())
                .execute();
        handle.createQuery("select id from change where id = :id for update")
                .bind("id", change.value())
                .mapTo(String.class)
                .one();
        return new Revisions(handle, change);
    }

    /** The next revision that is due and whose change nobody holds; its change is locked then. */
    static Optional<UUID> lockDue(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select revision.id from revision join change on change.id = revision.change
                        where revision.state = 'open' and revision.due <= :now
                        order by revision.due limit 1
                        for update of change skip locked
                        """)
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * Takes note of a revision and of the event that speaks of it. Of a baseline nobody wants a
     * decision, whatever else is said of it.
     */
    void seen(Event<?> event, Revision revision, Repository repository, Instant deadline) {
        Trace trace = Trace.of(event);
        RevisionState wanted =
                change.kind() == ChangeKind.BASELINE ? RevisionState.BASELINE : RevisionState.OPEN;
        handle.createUpdate(
                        """
                        insert into revision
                            (id, change, revision, repository, state, cause, correlation,
                             traceparent, deadline, due)
                        select :id, id, cast(:revision as json), cast(:repository as json),
                               case when closed_at is null then :wanted else 'closed' end,
                               :cause, :correlation, :traceparent, :deadline,
                               case when closed_at is null and :wanted = 'open'
                                    then cast(:deadline as timestamptz) end
                        from change where id = :change
                        on conflict (id) do update
                        set cause = :cause, correlation = :correlation, traceparent = :traceparent
                        """)
                .bind("id", revision.id())
                .bind("change", change.value())
                .bind("revision", Stored.json(revision))
                .bind("repository", Stored.json(repository))
                .bind("cause", trace.cause())
                .bind("correlation", trace.correlation())
                .bind("traceparent", trace.traceparent())
                .bind("deadline", deadline)
                .bind("wanted", wanted.column())
                .execute();
    }

    /** Takes note of an event that speaks of a revision which is known already. */
    void heard(UUID revision, Event<?> event) {
        Trace trace = Trace.of(event);
        handle.createUpdate(
                        """
                        update revision
                        set cause = :cause, correlation = :correlation, traceparent = :traceparent
                        where id = :id
                        """)
                .bind("id", revision)
                .bind("cause", trace.cause())
                .bind("correlation", trace.correlation())
                .bind("traceparent", trace.traceparent())
                .execute();
    }

    /** A revision was proposed or pushed, or its labels or draft state changed. */
    void changed(Event<?> event, Revision revision, Instant deadline) {
        handle.createUpdate(
                        """
                        update revision
                        set fact_type = :type, fact = cast(:fact as json), fact_time = :time
                        where id = :id and (fact_time is null or fact_time <= :time)
                        """)
                .bind("id", revision.id())
                .bind("type", event.type().wireName())
                .bind("fact", Stored.json((Record) event.fact()))
                .bind("time", event.time())
                .execute();
        handle.createUpdate(
                        "update change set closed_at = null where id = :change and closed_at <= :time")
                .bind("change", change.value())
                .bind("time", event.time())
                .execute();
        if (asksForScan(event.fact())) {
            endRequest(event, revision);
        }
        arrange(deadline);
    }

    private static boolean asksForScan(Fact fact) {
        return !(fact instanceof ChangeProposed proposed) || proposed.reason().asksForScan();
    }

    /** A change that is scanned anew by itself has scans that count beside those of a request. */
    private void endRequest(Event<?> event, Revision revision) {
        handle.createUpdate(
                        """
                        update revision set request = null
                        where id = :id and not owed and request_time < :time
                        """)
                .bind("id", revision.id())
                .bind("time", event.time())
                .execute();
    }

    /**
     * Somebody wants an open revision scanned and decided again: from now on only what this request
     * leads to counts, and its deadline begins.
     *
     * @return whether that is so; not for a request that was taken before or is older than the one
     *     in force, nor where no decision is wanted any more
     */
    boolean requested(Event<?> event, Revision revision, Instant deadline) {
        Trace trace = Trace.of(event);
        int fresh =
                handle.createUpdate(
                                """
                                insert into scan_request (id, revision)
                                select :id, id from revision
                                where id = :revision and state = 'open'
                                on conflict do nothing
                                """)
                        .bind("id", event.id())
                        .bind("revision", revision.id())
                        .execute();
        return fresh == 1
                && handle.createUpdate(
                                        """
                                        update revision
                                        set request = :request, request_time = :time, owed = true,
                                            deadline = :deadline, due = :deadline, cause = :request,
                                            correlation = :correlation, traceparent = :traceparent
                                        where id = :id
                                          and (request_time is null or request_time <= :time)
                                        """)
                                .bind("id", revision.id())
                                .bind("request", event.id())
                                .bind("time", event.time())
                                .bind("deadline", deadline)
                                .bind("correlation", trace.correlation())
                                .bind("traceparent", trace.traceparent())
                                .execute()
                        == 1;
    }

    /** The change was closed; an old closing does not close what was opened since. */
    void closed(Event<?> event, Instant deadline) {
        handle.createUpdate(
                        """
                        update change set closed_at = :time
                        where id = :change and (closed_at is null or closed_at < :time)
                          and not exists (select 1 from revision
                                          where change = :change and fact_time > :time)
                        """)
                .bind("change", change.value())
                .bind("time", event.time())
                .execute();
        arrange(deadline);
    }

    void described(Event<?> event, ChangeDescribed fact) {
        handle.createUpdate(
                        """
                        update revision
                        set description = cast(:fact as json), description_time = :time,
                            description_asked_by = cast(:askedBy as uuid)
                        where id = :id
                          and case when request = description_asked_by then request = cast(:askedBy as uuid)
                                   else description_time is null or description_time <= :time
                                        or request = cast(:askedBy as uuid) end
                        """)
                .bind("id", fact.revision().id())
                .bind("askedBy", event.causationId())
                .bind("fact", Stored.json(fact))
                .bind("time", event.time())
                .execute();
    }

    void scanned(Event<?> event, ScanFact fact) {
        handle.createUpdate(
                        """
                        insert into scan_fact
                            (revision, scan, part, scanner, type, time, asked_by, fact)
                        values (:revision, :scan, :part, :scanner, :type, :time, cast(:askedBy as uuid),
                                cast(:fact as json))
                        on conflict (revision, scan, part) do update
                        set type = excluded.type, time = excluded.time, fact = excluded.fact
                        where scan_fact.time <= excluded.time
                        """)
                .bind("revision", fact.revision().id())
                .bind("scan", fact.scan())
                .bind("part", fact instanceof ScanReported reported ? reported.part() : ENDING)
                .bind("scanner", fact.scanner())
                .bind("askedBy", event.causationId())
                .bind("type", event.type().wireName())
                .bind("time", event.time())
                .bind("fact", Stored.json((Record) fact))
                .execute();
    }

    /** Whether the run that this fact belongs to has ended. */
    boolean hasEnded(ScanFact fact) {
        return handle.createQuery(
                        """
                        select exists (select 1 from scan_fact
                                       where revision = :revision and scan = :scan and part = 0)
                        """)
                .bind("revision", fact.revision().id())
                .bind("scan", fact.scan())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * The latest revision by the time of its facts, then by insertion, is the one that counts; it
     * is open unless the change is closed, and its deadline begins when it opens.
     */
    private void arrange(Instant deadline) {
        handle.createUpdate(
                        """
                        with latest as (
                            select id from revision
                            where change = :change and fact_time is not null
                            order by fact_time desc, position desc limit 1)
                        update revision set state = 'superseded', due = null
                        where change = :change and state = 'open' and fact_time is not null
                          and id not in (select id from latest)
                        """)
                .bind("change", change.value())
                .execute();
        handle.createUpdate(
                        """
                        update revision set state = 'closed', due = null
                        from change
                        where change.id = :change and change.closed_at is not null
                          and revision.change = change.id and revision.state = 'open'
                        """)
                .bind("change", change.value())
                .execute();
        handle.createUpdate(
                        """
                        with latest as (
                            select id from revision
                            where change = :change and fact_time is not null
                            order by fact_time desc, position desc limit 1)
                        update revision set state = 'open', deadline = :deadline, due = :deadline
                        from change
                        where change.id = :change and change.closed_at is null
                          and revision.id in (select id from latest) and revision.state <> 'open'
                        """)
                .bind("change", change.value())
                .bind("deadline", deadline)
                .execute();
    }

    /** The revisions of the change on which decisions are wanted. */
    static List<UUID> open(Handle handle, ChangeId change) {
        return handle.createQuery(
                        """
                        select id from revision where change = :change and state = 'open'
                        order by position
                        """)
                .bind("change", change.value())
                .mapTo(UUID.class)
                .list();
    }

    static StoredRevision get(Handle handle, UUID id) {
        return handle.createQuery(
                        """
                        select *, case when request is null or request = description_asked_by
                                       then description end as description_in_force
                        from revision where id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> revision(row, scans(handle, id)))
                .one();
    }

    static void due(Handle handle, UUID id, @Nullable Instant due) {
        handle.createUpdate("update revision set due = :due where id = :id")
                .bind("id", id)
                .bind("due", due)
                .execute();
    }

    private static List<ScanFact> scans(Handle handle, UUID revision) {
        return handle.createQuery(
                        """
                        select fact.type, fact.fact from scan_fact fact
                        join (select distinct on (scanner) scan from scan_fact
                              join revision on revision.id = scan_fact.revision
                              where revision.id = :revision and part = 0
                                and (request is null or request = asked_by)
                              order by scanner, time desc, scan) run on run.scan = fact.scan
                        where fact.revision = :revision
                        order by fact.scanner, fact.part
                        """)
                .bind("revision", revision)
                .map((row, _) ->
                        (ScanFact) Stored.fact(row.getString("type"), row.getString("fact")))
                .list();
    }

    private static StoredRevision revision(ResultSet row, List<ScanFact> scans)
            throws SQLException {
        @Nullable String type = row.getString("fact_type");
        @Nullable String description = row.getString("description_in_force");
        return new StoredRevision(
                Stored.read(row.getString("revision"), Revision.class),
                Stored.read(row.getString("repository"), Repository.class),
                RevisionState.of(row.getString("state")),
                type == null ? null : Stored.fact(type, row.getString("fact")),
                description == null ? null : Stored.read(description, ChangeDescribed.class),
                scans,
                new Trace(
                        row.getObject("cause", UUID.class),
                        row.getObject("correlation", UUID.class),
                        row.getString("traceparent")),
                row.getTimestamp("deadline").toInstant(),
                row.getLong("last_sequence"),
                row.getBoolean("owed"));
    }
}
