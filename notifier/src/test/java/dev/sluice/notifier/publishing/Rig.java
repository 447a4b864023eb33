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
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.github.GitHubDouble;
import dev.sluice.notifier.links.TestLinks;
import dev.sluice.notifier.outbox.Outbox;
import dev.sluice.notifier.outbox.OutboxDrain;
import dev.sluice.notifier.targets.Changes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The notifier without bus and threads: a real database, the double of GitHub, a clock by hand. */
final class Rig implements AutoCloseable {

    final MutableClock clock = new MutableClock(Facts.NOON);
    final GitHubDouble github = new GitHubDouble();
    final PublicationDatabase database = TestPostgres.empty();
    final Settings settings = Settings.DEFAULT;
    final List<Event<?>> sent = new ArrayList<>();
    private final Changes changes = new Changes(database, settings, clock);
    private final Outbox outbox = new Outbox(database);
    private Publisher publisher = publisher(Optional.of(GitHubDouble.TOKEN));

    /** A replica of the publisher of its own. */
    Publisher publisher(Optional<String> token) {
        var forges = new Forges(List.of(github.client(clock, settings.requestTimeout(), token)));
        var announcements = new Announcements(outbox, forges);
        return new Publisher(
                new Queue(
                        database,
                        forges,
                        announcements,
                        TestLinks.with(settings, database),
                        settings,
                        settings),
                new Results(database, announcements, settings),
                forges,
                new SimpleMeterRegistry(),
                clock);
    }

    Publisher publisher() {
        return publisher;
    }

    /** As the publisher uses them. */
    Results results() {
        var forges = new Forges(List.of(github.client(clock, settings.requestTimeout())));
        return new Results(database, new Announcements(outbox, forges), settings);
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
        Event<?> event = Facts.event(fact, time);
        EventWriter.record(event);
        switch (fact) {
            case ChangeProposed f ->
                    changes.moved(event, f.revision(), f.repository(), f.reason().asksForScan());
            case ChangePushed f -> changes.moved(event, f.revision(), f.repository(), true);
            case ChangeClosed f -> changes.closed(event, f);
            case ChangeDecided f -> changes.decided(event, f);
            default -> throw new IllegalArgumentException(fact.toString());
        }
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
