package dev.sluice.notifier.deployment;

import dev.sluice.events.ChangeId;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.Event;
import dev.sluice.events.Revision;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.database.Stored;
import dev.sluice.notifier.publishing.Exhibits;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.targets.Changes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the latest decision on each deployment; facts may come twice and out of order. */
@Singleton
public class Deployments {

    static final String KIND = "deployment";

    private final PublicationDatabase database;
    private final Changes changes;
    private final Exhibits exhibits;
    private final Clock clock;

    @Inject
    Deployments(PublicationDatabase database, Changes changes, Exhibits exhibits) {
        this(database, changes, exhibits, Clock.systemUTC());
    }

    public Deployments(
            PublicationDatabase database, Changes changes, Exhibits exhibits, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.exhibits = exhibits;
        this.clock = clock;
    }

    /** A deployment may go on, or may not. */
    public void decided(Event<?> event, DeploymentDecided decided) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.inTransaction(handle -> {
            changes.mentioned(handle, event, revision(decided), decided.repository(), now);
            int stored =
                    handle.createUpdate(
                                    """
                                    insert into deployment as d (id, sequence, decision)
                                    values (:id, :sequence, :decision)
                                    on conflict (id) do update
                                    set sequence = excluded.sequence, decision = excluded.decision
                                    where d.sequence < excluded.sequence
                                    """)
                            .bind("id", decided.subject())
                            .bind("sequence", decided.sequence())
                            .bind("decision", Stored.json(decided))
                            .execute();
            exhibits.markDue(handle, place(decided), now);
            return stored;
        });
    }

    static Optional<DeploymentDecided> find(Handle handle, Place place) {
        return handle.createQuery("select decision from deployment where id = :id")
                .bind("id", place.subject())
                .mapTo(String.class)
                .findOne()
                .map(json -> Stored.fact(json, DeploymentDecided.class));
    }

    /** A deployed commit is the head of what was pushed there. */
    static Revision revision(DeploymentDecided decided) {
        String ref = decided.deployment().ref();
        return Revision.of(
                ChangeId.pushed(decided.repository(), ref), decided.deployment().sha(), ref);
    }

    private static Place place(DeploymentDecided decided) {
        return new Place(
                decided.repository(), KIND, decided.subject(), decided.deployment().environment());
    }
}
