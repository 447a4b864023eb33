package dev.sluice.notifier.publishing;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.annotations.AnnotationForge;
import dev.sluice.notifier.annotations.AnnotationsExhibit;
import dev.sluice.notifier.budget.Budgets;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.findings.Findings;
import dev.sluice.notifier.github.GitHubDouble;
import dev.sluice.notifier.links.TestLinks;
import dev.sluice.notifier.outbox.Outbox;
import dev.sluice.notifier.outbox.OutboxDrain;
import dev.sluice.notifier.targets.Changes;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.verdict.VerdictExhibit;
import dev.sluice.notifier.verdict.VerdictForge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notifier without bus and threads: a real database, the double of GitHub, a clock by hand. */
final class Rig implements AutoCloseable {

    final MutableClock clock;
    final GitHubDouble github = new GitHubDouble();
    final PublicationDatabase database = TestPostgres.empty();
    final Settings settings = Settings.DEFAULT;
    final List<Event<?>> sent = new ArrayList<>();
    private final Outbox outbox = new Outbox(database);
    private final Budgets budgets = new Budgets(database, settings);
    private final boolean app;
    private final @Nullable VerdictForge other;
    private final Exhibits exhibits;
    private final Changes changes;
    private final Findings findings = new Findings(database);
    private Publisher publisher;

    /** With a token, and so with statuses. */
    Rig() {
        this(false);
    }

    private Rig(boolean app) {
        this(app, null, new MutableClock(Facts.NOON));
    }

    /** With another forge in GitHub's stead, in its own time. */
    Rig(VerdictForge forge, MutableClock clock) {
        this(false, forge, clock);
    }

    private Rig(boolean app, @Nullable VerdictForge other, MutableClock clock) {
        this.clock = clock;
        this.app = app;
        this.other = other;
        this.exhibits = exhibits(Optional.of(GitHubDouble.TOKEN));
        this.changes = new Changes(database, exhibits, settings, clock);
        this.publisher = publisher(Optional.of(GitHubDouble.TOKEN));
    }

    /** As an App, and so with check runs. */
    static Rig ofApp() {
        return new Rig(true);
    }

    private Exhibits exhibits(Optional<String> token) {
        var reports = new Reports(TestLinks.with(settings, database));
        VerdictForge ours = app ? appClient() : client(token);
        VerdictForge forge = other == null ? ours : other;
        return new Exhibits(
                List.of(
                        new VerdictExhibit(
                                List.of(forge),
                                TestLinks.with(settings, database),
                                reports,
                                settings),
                        new AnnotationsExhibit(
                                List.of(github.annotations(clock, settings.requestTimeout(), app)),
                                reports,
                                settings)));
    }

    private VerdictForge appClient() {
        return github.appClient(clock, settings.requestTimeout());
    }

    private VerdictForge client(Optional<String> token) {
        return github.client(clock, settings.requestTimeout(), token);
    }

    private AnnotationForge annotations() {
        return github.annotations(clock, settings.requestTimeout(), app);
    }

    /** A replica of the publisher of its own. */
    Publisher publisher(Optional<String> token) {
        Exhibits shown = exhibits(token);
        var announcements = new Announcements(outbox, shown);
        return new Publisher(
                new Queue(database, shown, announcements, budgets, settings),
                new Results(database, announcements, settings),
                shown,
                budgets,
                new SimpleMeterRegistry(),
                clock);
    }

    Publisher publisher() {
        return publisher;
    }

    /** The request of a job as it leaves, without anybody noting what became of it. */
    Reply<Receipt> send(Job job) {
        return exhibits.of(job.place())
                .orElseThrow()
                .write(job.place(), Objects.requireNonNull(job.draft()), job.remoteId());
    }

    /** As the publisher uses them. */
    Results results() {
        return new Results(database, new Announcements(outbox, exhibits), settings);
    }

    /** Starts anew, as after a crash, perhaps with another token. */
    void restart(Optional<String> token) {
        publisher = publisher(token);
        publisher.retryGivenUp();
    }

    void proposed(Revision revision) {
        proposed(revision, ChangeReason.UPDATED);
    }

    void proposed(Revision revision, ChangeReason reason) {
        say(Facts.proposed(revision, reason));
    }

    void decided(Revision revision, long sequence, Verdict verdict) {
        say(Facts.decided(revision, sequence, verdict));
    }

    void say(Fact fact) {
        say(fact, clock.instant());
    }

    void say(Fact fact, Instant time) {
        say(Facts.event(fact, time));
    }

    void say(Event<?> event) {
        EventWriter.record(event);
        switch (event.fact()) {
            case ChangeProposed f ->
                    changes.moved(event, f.revision(), f.repository(), f.reason().asksForScan());
            case ChangePushed f -> changes.moved(event, f.revision(), f.repository(), true);
            case ChangeClosed f -> changes.closed(event, f);
            case ChangeDecided f -> changes.decided(event, f);
            case ScanRequested f -> changes.rescanned(event, f.revision());
            case ScanReported f -> findings.reported(event, f);
            case ScanCompleted f -> {
                findings.completed(event, f);
                changes.learnt(f.revision(), f.repository());
            }
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    /** As if so many writes had been begun on every target. */
    void hasWritten(int writes) {
        database.inTransaction(handle ->
                handle.createUpdate("update target set writes = :writes")
                        .bind("writes", writes)
                        .execute());
    }

    /** Sends what is in the outbox. */
    void drain() {
        OutboxDrain.drain(outbox, sent::add);
    }

    /** Lets time pass, then does everything that is due. */
    void after(Duration time) {
        clock.advance(time);
        settle();
    }

    /** Does everything that is due now. */
    void settle() {
        for (List<Job> jobs = publisher.take(50); !jobs.isEmpty(); jobs = publisher.take(50)) {
            jobs.forEach(publisher::carryOut);
        }
        OutboxDrain.drain(outbox, sent::add);
    }

    List<PublicationDelivered> delivered() {
        return sent.stream()
                .map(Event::fact)
                .filter(PublicationDelivered.class::isInstance)
                .map(PublicationDelivered.class::cast)
                .toList();
    }

    List<PublicationFailed> failed() {
        return sent.stream()
                .map(Event::fact)
                .filter(PublicationFailed.class::isInstance)
                .map(PublicationFailed.class::cast)
                .toList();
    }

    @Override
    public void close() {
        github.close();
    }
}
