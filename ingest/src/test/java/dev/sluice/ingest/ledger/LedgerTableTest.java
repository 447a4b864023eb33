package dev.sluice.ingest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Service;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.translation.Arrival;
import dev.sluice.ingest.translation.Fate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class LedgerTableTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final AtomicLong NUMBERS = new AtomicLong(70_000);
    private static final Fate IGNORED = new Fate.Ignored(Translation.Reason.EVENT_NOT_USED);

    @Inject IngestDatabase database;
    @Inject LedgerReader reader;

    private final Repository repository =
            new Repository("github", NUMBERS.incrementAndGet(), 8, "acme", "shop");
    private final Fate translated = new Fate.Translated(List.of(event()));

    @Test
    void keepsWhatADeliveryBecame() {
        Delivery delivery = delivery("a-1", 0);

        ledger(5).enter(arrival(delivery, 0), Origin.of(repository), translated);

        assertThat(list(Filter.NONE))
                .containsExactly(
                        new DeliveryEntry(
                                delivery.id(),
                                delivery.deliveryId(),
                                "github",
                                "pull_request",
                                "github/8",
                                repository.key(),
                                "acme/shop",
                                NOON,
                                "translated",
                                null,
                                List.of(
                                        new RaisedEvent(
                                                event().id(),
                                                "change.closed",
                                                event().fact().subject())),
                                NOON.plusSeconds(5)));
    }

    @Test
    void keepsEveryFateWithItsReason() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 0, IGNORED);
        enter(ledger, delivery("a-2", 1), 1, new Fate.Duplicate());
        enter(ledger, delivery("a-3", 2), 2, new Fate.Failed("number is missing"));
        enter(ledger, delivery("a-4", 3), 3, new Fate.DeadLettered("head is missing"));

        assertThat(list(Filter.NONE))
                .extracting(DeliveryEntry::fate, DeliveryEntry::reason)
                .containsExactly(
                        tuple("dead-lettered", "head is missing"),
                        tuple("failed", "number is missing"),
                        tuple("duplicate", null),
                        tuple("ignored", "event-not-used"));
    }

    @Test
    void theSameArrivalTwiceIsTheSameAsOnce() {
        LedgerTable ledger = ledger(0);
        Delivery delivery = delivery("a-1", 0);
        enter(ledger, delivery, 4, translated);
        enter(ledger, delivery, 4, translated);

        assertThat(list(Filter.NONE)).hasSize(1);
        assertThat(story(delivery).getFirst().fates()).hasSize(1);
    }

    @Test
    void aRedeliveryOfWhatWasTranslatedIsADuplicate() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 0, translated);

        assertThat(ledger.isDuplicate(arrival(delivery("a-1", 60), 9))).isTrue();
        assertThat(ledger.isDuplicate(arrival(delivery("a-2", 60), 9))).isFalse();
    }

    @Test
    void theSameAcceptanceIsNoDuplicateOfItself() {
        LedgerTable ledger = ledger(0);
        Delivery delivery = delivery("a-1", 0);
        enter(ledger, delivery, 0, translated);

        assertThat(ledger.isDuplicate(arrival(delivery, 0))).as("after a crash").isFalse();
        assertThat(ledger.isDuplicate(arrival(delivery, 9))).as("replayed").isFalse();
    }

    @Test
    void theFirstAcceptanceIsNoDuplicateOfALaterOne() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 0, new Fate.DeadLettered("head is missing"));
        enter(ledger, delivery("a-1", 60), 9, translated);

        assertThat(ledger.isDuplicate(arrival(delivery("a-1", 0), 0))).isFalse();
    }

    @Test
    void whatFailedOrWasIgnoredMayComeAgain() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 0, new Fate.DeadLettered("head is missing"));
        enter(ledger, delivery("a-2", 0), 1, IGNORED);

        assertThat(ledger.isDuplicate(arrival(delivery("a-1", 60), 9))).isFalse();
        assertThat(ledger.isDuplicate(arrival(delivery("a-2", 60), 9))).isFalse();
    }

    @Test
    void aReplayTakesThePlaceOfTheFateAndKeepsTheHistory() {
        Delivery delivery = delivery("a-1", 0);
        enter(ledger(1), delivery, 4, new Fate.Failed("head is missing"));
        enter(ledger(2), delivery, 4, new Fate.DeadLettered("head is missing"));
        enter(ledger(3), delivery, 12, translated);

        assertThat(list(Filter.NONE)).extracting(DeliveryEntry::fate).containsExactly("translated");
        assertThat(story(delivery)).hasSize(1);
        assertThat(story(delivery).getFirst().fates())
                .extracting(PastFate::fate, PastFate::offset)
                .containsExactly(tuple("dead-lettered", 4L), tuple("translated", 12L));
    }

    @Test
    void aReplayOfTheVeryRecordKeepsTheHistoryToo() {
        Delivery delivery = delivery("a-1", 0);
        enter(ledger(1), delivery, 4, new Fate.DeadLettered("head is missing"));
        ledger(2)
                .enter(
                        new Arrival(delivery, "sluice.replays", 2, 4),
                        Origin.of(repository),
                        translated);

        assertThat(list(Filter.NONE)).extracting(DeliveryEntry::fate).containsExactly("translated");
        assertThat(story(delivery).getFirst().fates())
                .extracting(PastFate::fate, PastFate::topic)
                .containsExactly(
                        tuple("dead-lettered", "sluice.deliveries"),
                        tuple("translated", "sluice.replays"));
    }

    @Test
    void aRedeliveryIsAnEntryOfItsOwn() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 4, translated);
        enter(ledger, delivery("a-1", 60), 9, new Fate.Duplicate());

        assertThat(list(Filter.NONE))
                .extracting(DeliveryEntry::fate)
                .containsExactly("duplicate", "translated");
        assertThat(story(delivery("a-1", 0)))
                .extracting(chapter -> chapter.delivery().fate())
                .containsExactly("translated", "duplicate");
    }

    @Test
    void takesTextThatATableWouldNot() {
        Delivery delivery = delivery("a\u0000-1\u202E" + "x".repeat(10_000), 0);

        enter(ledger(0), delivery, 0, IGNORED);

        assertThat(list(Filter.NONE).getFirst().deliveryId())
                .contains("a\uFFFD-1\uFFFDx")
                .hasSize(PlainText.MAX_LENGTH);
    }

    @Test
    void forgetsAfterTheTimeSinceTheLastFate() {
        Delivery old = delivery("a-1", 0);
        Delivery replayed = delivery("a-2", 0);
        enter(ledger(0), old, 0, IGNORED);
        enter(ledger(1), replayed, 1, IGNORED);
        enter(ledger(2), replayed, 8, IGNORED);

        enter(ledger(WEEK.toSeconds() + 1), delivery("a-3", WEEK.toSeconds() + 1), 9, IGNORED);

        assertThat(list(Filter.NONE))
                .extracting(DeliveryEntry::correlationId)
                .doesNotContain(old.id())
                .contains(replayed.id());
        assertThat(story(replayed).getFirst().fates()).hasSize(2);
    }

    @Test
    void forgetsAFewAtATime() {
        var retention = new Retention(WEEK);
        Instant later = NOON.plus(WEEK).plus(Duration.ofDays(3000));
        enter(ledger(0), delivery("a-1", 0), 0, IGNORED);

        int first = database.inTransaction(handle -> retention.forgetOld(handle, later));
        int atOnce = database.inTransaction(handle -> retention.forgetOld(handle, later));

        assertThat(first).isPositive().isLessThanOrEqualTo(Retention.BATCH);
        assertThat(atOnce).isZero();
    }

    @Test
    void listsWhatAFilterAsksFor() {
        LedgerTable ledger = ledger(0);
        enter(ledger, delivery("a-1", 0), 0, translated);
        enter(ledger, delivery("a-2", 60), 1, IGNORED);

        assertThat(list(new Filter("acme/other", null, null, null))).isEmpty();
        assertThat(list(new Filter(repository.key(), null, null, null))).hasSize(2);
        assertThat(list(new Filter(null, "pull_request", null, null))).hasSize(2);
        assertThat(list(new Filter(null, "push", null, null))).isEmpty();
        assertThat(list(new Filter(null, null, FateName.IGNORED, null)))
                .extracting(DeliveryEntry::fate)
                .containsExactly("ignored");
        assertThat(list(new Filter(null, null, null, NOON.plusSeconds(60)))).hasSize(1);
        assertThat(list(new Filter(null, null, null, NOON.plusSeconds(61)))).isEmpty();
    }

    @Test
    void goesOnBehindAPosition() {
        LedgerTable ledger = ledger(0);
        for (int i = 0; i < 5; i++) {
            enter(ledger, delivery("a-" + i, i / 2), i, IGNORED);
        }

        List<DeliveryEntry> all = list(Filter.NONE);
        List<DeliveryEntry> rest = reader.list(theirs(), Filter.NONE, all.get(1).position(), 2);

        assertThat(all).hasSize(5);
        assertThat(rest).isEqualTo(all.subList(2, 4));
    }

    @Test
    void showsOnlyWhatIsTheirs() {
        Delivery delivery = delivery("a-1", 0);
        Delivery nobodys = delivery("a-2", 0);
        enter(ledger(0), delivery, 0, translated);
        ledger(0).enter(arrival(nobodys, 1), Origin.UNKNOWN, IGNORED);

        var others = Reach.of(Set.of("github/9"), Set.of("*"));
        var otherRepository = Reach.of(Set.of("github/8"), Set.of("github/1"));
        var nothing = Reach.of(Set.of(), Set.of("*"));
        for (Reach reach : List.of(others, otherRepository, nothing)) {
            assertThat(reader.find(reach, delivery.id().toString())).isEmpty();
            assertThat(reader.find(reach, nobodys.id().toString())).isEmpty();
            assertThat(reader.list(reach, mine(Filter.NONE), null, 100)).isEmpty();
        }
        assertThat(reader.find(theirs(), delivery.id().toString())).isPresent();
        assertThat(reader.find(theirs(), nobodys.id().toString())).isEmpty();
        assertThat(reader.find(new Reach.Everything(), nobodys.id().toString())).isPresent();
    }

    @Test
    void findsByTheIdOfTheForge() {
        Delivery delivery = delivery("a-1", 0);
        enter(ledger(0), delivery, 0, translated);

        assertThat(reader.find(theirs(), delivery.deliveryId()))
                .isEqualTo(reader.find(theirs(), delivery.id().toString()))
                .isPresent();
        assertThat(reader.find(theirs(), UUID.randomUUID().toString())).isEmpty();
    }

    private void enter(LedgerTable ledger, Delivery delivery, long offset, Fate fate) {
        ledger.enter(arrival(delivery, offset), Origin.of(repository), fate);
    }

    private static Arrival arrival(Delivery delivery, long offset) {
        return new Arrival(delivery, "sluice.deliveries", 2, offset);
    }

    private LedgerTable ledger(long secondsAfterNoon) {
        return new LedgerTable(
                database,
                () -> WEEK,
                Clock.fixed(NOON.plusSeconds(secondsAfterNoon), ZoneOffset.UTC));
    }

    private List<DeliveryEntry> list(Filter filter) {
        return reader.list(theirs(), mine(filter), null, 100);
    }

    private Reach theirs() {
        return Reach.of(Set.of("github/8"), Set.of(repository.key()));
    }

    private Filter mine(Filter filter) {
        return filter.repository() == null
                ? new Filter(repository.key(), filter.event(), filter.fate(), filter.since())
                : filter;
    }

    private List<DeliveryStory.Chapter> story(Delivery delivery) {
        return reader.find(theirs(), delivery.id().toString()).orElseThrow().acceptances();
    }

    private Delivery delivery(String id, long secondsAfterNoon) {
        String own = id + "-of-" + repository.id();
        return new Delivery(
                DeterministicId.of("delivery", "github", own),
                "github",
                repository.id(),
                "pull_request",
                own,
                "application/json",
                NOON.plusSeconds(secondsAfterNoon),
                null,
                "{}".getBytes(UTF_8));
    }

    private Event<ChangeClosed> event() {
        return new Event<>(
                DeterministicId.of("event", repository.key()),
                Service.INGEST,
                NOON,
                DeterministicId.of("delivery", repository.key()),
                null,
                null,
                new ChangeClosed(ChangeId.proposed(repository, 3), repository, true));
    }
}
