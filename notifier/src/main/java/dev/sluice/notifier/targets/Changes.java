package dev.sluice.notifier.targets;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.publishing.Exhibits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
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
    private final Exhibits exhibits;
    private final TargetsConfig config;
    private final Clock clock;

    @Inject
    Changes(PublicationDatabase database, Exhibits exhibits, TargetsConfig config) {
        this(database, exhibits, config, Clock.systemUTC());
    }

    public Changes(
            PublicationDatabase database, Exhibits exhibits, TargetsConfig config, Clock clock) {
        this.database = database;
        this.exhibits = exhibits;
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
        about(
                revision.change(),
                handle -> {
                    Current before = lock(handle, revision.change(), event);
                    if (event.time().isBefore(before.asOf()) || (!before.open() && !scanned)) {
                        return false;
                    }
                    boolean again = before.open() && revision.id().equals(before.revision());
                    makeCurrent(handle, event, revision);
                    revisions(handle).keep(event, revision, repository, now, scanned, again);
                    exhibits.markDue(handle, repository, revision, now);
                    if (before.revision() != null && !revision.id().equals(before.revision())) {
                        end(handle, event, before.revision(), now);
                    }
                    return true;
                });
    }

    /** A change was merged, given up or its branch deleted. */
    public void closed(Event<?> event, ChangeClosed closed) {
        Instant now = now();
        about(
                closed.change(),
                handle -> {
                    Current before = lock(handle, closed.change(), event);
                    if (event.time().isBefore(before.asOf())) {
                        return false;
                    }
                    handle.createUpdate(
                                    "update change set open = false, as_of = :asOf where id = :id")
                            .bind("asOf", event.time())
                            .bind("id", closed.change().value())
                            .execute();
                    if (before.revision() != null) {
                        end(handle, event, before.revision(), now);
                    }
                    return true;
                });
    }

    /**
     * Something else than a change is about this revision, a deployment for instance; nobody waits
     * for a verdict on it.
     */
    public void mentioned(
            Handle handle, Event<?> event, Revision revision, Repository repository, Instant now) {
        revisions(handle).mention(event, revision, repository, now);
    }

    /** A revision got a verdict; one with a lower sequence than is known already is dropped. */
    public void decided(Event<?> event, ChangeDecided decided) {
        Instant now = now();
        about(
                decided.revision().change(),
                handle -> {
                    revisions(handle).decided(event, decided, now);
                    exhibits.markDue(handle, decided.repository(), decided.revision(), now);
                    return true;
                });
    }

    /**
     * Somebody asked for another scan: of an open revision a verdict is owed anew, and the next one
     * is written even if it says what stands there already.
     */
    public void rescanned(Event<?> event, Revision revision) {
        Instant now = now();
        about(
                revision.change(),
                handle -> {
                    Current current = lock(handle, revision.change(), event);
                    if (!current.open() || !revision.id().equals(current.revision())) {
                        return false;
                    }
                    return revisions(handle)
                            .rescan(event, revision, now)
                            .map(repository -> {
                                exhibits.askAgain(handle, repository, revision);
                                exhibits.markDue(handle, repository, revision, now);
                                return true;
                            })
                            .orElse(false);
                });
    }

    /** More became known of a revision, which matters to what is shown once it is decided. */
    public void learnt(Revision revision, Repository repository) {
        Instant now = now();
        about(
                revision.change(),
                handle -> {
                    if (revisions(handle).isDecided(revision)) {
                        exhibits.markDue(handle, repository, revision, now);
                    }
                    return true;
                });
    }

    /** One at a time for each change, since several places follow from one change. */
    private void about(ChangeId change, Function<Handle, Boolean> work) {
        database.inTransaction(handle -> {
            handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:change, 0))")
                    .bind("change", change.value())
                    .map((_, _) -> true)
                    .one();
            return work.apply(handle);
        });
    }

    private Revisions revisions(Handle handle) {
        return new Revisions(handle, config.contextPrefix());
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

    /** What is said about a revision from now on, if nothing was decided, comes from this event. */
    private void end(Handle handle, Event<?> event, UUID ended, Instant now) {
        revisions(handle)
                .end(event, ended)
                .ifPresent(it -> exhibits.markDue(handle, it.repository(), it.revision(), now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
