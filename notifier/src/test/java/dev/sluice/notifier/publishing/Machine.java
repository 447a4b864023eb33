package dev.sluice.notifier.publishing;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Coverage;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Tool;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.budget.Budgets;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.deployment.Deployments;
import dev.sluice.notifier.findings.Findings;
import dev.sluice.notifier.links.TestLinks;
import dev.sluice.notifier.outbox.Outbox;
import dev.sluice.notifier.outbox.OutboxDrain;
import dev.sluice.notifier.targets.Changes;
import dev.sluice.notifier.targets.Reports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The notifier with one kind of exhibit: a real database, a clock by hand, no bus, no threads. */
public final class Machine {

    public final MutableClock clock = new MutableClock(Facts.NOON);
    private final PublicationDatabase database = TestPostgres.empty();
    private final Settings settings = Settings.DEFAULT;
    private final List<Event<?>> sent = new ArrayList<>();
    private final Outbox outbox = new Outbox(database);
    private final Budgets budgets = new Budgets(database, settings);
    private final Findings findings = new Findings(database);
    private final Changes changes;
    private final Deployments deployments;
    private final Publisher publisher;

    /** With the exhibit that this makes of what texts are made from. */
    public Machine(Function<Reports, Exhibit> exhibit) {
        var exhibits =
                new Exhibits(
                        List.of(exhibit.apply(new Reports(TestLinks.with(settings, database)))));
        var announcements = new Announcements(outbox, exhibits);
        changes = new Changes(database, exhibits, settings, clock);
        deployments = new Deployments(database, changes, exhibits, clock);
        publisher =
                new Publisher(
                        new Queue(database, exhibits, announcements, budgets, settings),
                        new Results(database, announcements, settings),
                        exhibits,
                        budgets,
                        new SimpleMeterRegistry(),
                        clock);
    }

    public void say(Fact fact) {
        clock.advance(Duration.ofMillis(1));
        Event<?> event = Facts.event(fact, clock.instant());
        switch (fact) {
            case ChangeProposed f ->
                    changes.moved(event, f.revision(), f.repository(), f.reason().asksForScan());
            case ChangeClosed f -> changes.closed(event, f);
            case ChangeDecided f -> changes.decided(event, f);
            case ScanReported f -> findings.reported(event, f);
            case ScanCompleted f -> {
                findings.completed(event, f);
                changes.learnt(f.revision(), f.repository());
            }
            case DeploymentDecided f -> deployments.decided(event, f);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    /** A pull request is at this revision, scanned with this result, and so decided. */
    public void decided(
            Revision revision, ChangeDecided decided, String scanner, Finding... found) {
        found(revision, decided, scanner, found);
        settle();
    }

    /** The same, and nothing was done about it yet. */
    public void found(Revision revision, ChangeDecided decided, String scanner, Finding... found) {
        say(Facts.proposed(revision, ChangeReason.UPDATED));
        scanned(revision, scanner, found);
        say(decided);
    }

    private void scanned(Revision revision, String scanner, Finding... found) {
        var scan =
                DeterministicId.of(
                        "scan", revision.id().toString(), scanner, clock.instant().toString());
        List<Finding> list = List.of(found);
        if (!list.isEmpty()) {
            say(new ScanReported(scan, scanner, revision, Facts.SHOP, 1, 1, list));
        }
        say(
                new ScanCompleted(
                        scan,
                        scanner,
                        revision,
                        Facts.SHOP,
                        new Tool(scanner, "1", "rules"),
                        list.isEmpty() ? 0 : 1,
                        list.size(),
                        FindingsDigest.of(list),
                        new Coverage(1, 1, List.of()),
                        null,
                        null,
                        5));
    }

    /** Lets time pass, then does everything that is due. */
    public void after(Duration time) {
        clock.advance(time);
        settle();
    }

    /** Does everything that is due now. */
    public void settle() {
        for (List<Job> jobs = publisher.take(50); !jobs.isEmpty(); jobs = publisher.take(50)) {
            jobs.forEach(publisher::carryOut);
        }
        OutboxDrain.drain(outbox, sent::add);
    }

    /** Writes, and dies before anybody notes what became of it. */
    public void dieAfterTheWrite(Exhibit exhibit) {
        for (Job job : publisher.take(50)) {
            exhibit.write(job.place(), Objects.requireNonNull(job.draft()), job.remoteId());
        }
    }

    /** As when a table was lost: what the forge calls our things is forgotten. */
    public void forgetNames() {
        database.inTransaction(handle ->
                handle.execute("update target set remote_id = null, written_digest = ''"));
    }

    public List<PublicationDelivered> delivered() {
        return sent.stream()
                .map(Event::fact)
                .filter(PublicationDelivered.class::isInstance)
                .map(PublicationDelivered.class::cast)
                .toList();
    }

    public List<PublicationFailed> failed() {
        return sent.stream()
                .map(Event::fact)
                .filter(PublicationFailed.class::isInstance)
                .map(PublicationFailed.class::cast)
                .toList();
    }
}
