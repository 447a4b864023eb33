package dev.sluice.standalone.trace;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.PublicationTarget;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Trust;
import dev.sluice.events.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The way of a proposal through the services. */
final class Way {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final UUID ID = DeterministicId.of("delivery", "github", "a-1");

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final Revision REVISION =
            Revision.of(ChangeId.proposed(REPOSITORY, 3), "a".repeat(40), "main");
    private static final Account ADA = new Account(1, "ada");
    private static final PublicationTarget STATUS =
            new PublicationTarget("github-status", "a".repeat(40), "sluice/main");

    private Way() {}

    static Fact proposed() {
        return new ChangeProposed(
                REVISION,
                REPOSITORY,
                3L,
                "feature",
                7L,
                ADA,
                ADA,
                Trust.TRUSTED,
                ChangeReason.OPENED,
                false,
                List.of());
    }

    static Fact superseded() {
        return new ScanSkipped(
                new UUID(0, 5),
                "describe",
                REVISION,
                REPOSITORY,
                SkipReason.SUPERSEDED,
                "the head has moved");
    }

    static Fact decided(long sequence, Verdict verdict) {
        return new ChangeDecided(
                REVISION,
                REPOSITORY,
                sequence,
                verdict,
                NOON,
                "c".repeat(64),
                "d".repeat(64),
                "because",
                List.of(),
                0,
                List.of(),
                new RuleNode(
                        "all",
                        RuleKind.ALL,
                        RuleOutcome.PASSED,
                        "because",
                        null,
                        0,
                        List.of(),
                        List.of()),
                null);
    }

    static Fact published(long sequence, String state) {
        return new PublicationDelivered(
                REVISION, REPOSITORY, STATUS, sequence, state, "nothing new", null);
    }

    static Fact unpublished(boolean retrying) {
        return new PublicationFailed(
                REVISION,
                REPOSITORY,
                STATUS,
                1,
                "success",
                "nothing new",
                "the forge answered 502",
                1,
                retrying);
    }

    static Fact closed() {
        return new ChangeClosed(REVISION.change(), REPOSITORY, true);
    }

    static Event<Fact> event(Fact fact) {
        return new Event<>(
                DeterministicId.of("event", fact.toString()),
                EventType.of(fact).topic().producers().iterator().next(),
                NOON,
                ID,
                null,
                null,
                fact);
    }

    /** The n-th record, so many milliseconds after noon. */
    static Step step(int n, long millis, Fact fact) {
        Event<Fact> event = event(fact);
        return new Step.Raised(place(event.type().topic().topicName(), n, millis), event);
    }

    static Step accepted(long millis) {
        return new Step.Accepted(place("sluice.deliveries", 0, millis), "pull_request", "a-1");
    }

    static Step.Place place(String topic, int offset, long millis) {
        return new Step.Place(topic, 0, offset, NOON.plusMillis(millis));
    }

    static Trace trace(Step... steps) {
        return new Trace(ID, List.of(steps), steps.length, List.of());
    }
}
