package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Account;
import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.ScheduleReason;
import dev.sluice.events.Service;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Topic;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker with a forge on loopback, from a record to records. */
@QuarkusTest
@QuarkusTestResource(Forge.class)
class ChangeWorkerTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final Account ADA = new Account(1, "ada");
    private static final AtomicLong OFFSETS = new AtomicLong();

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @Inject TestScanners.Words words;

    @Forge.Origin GitRepository origin;

    private String base;
    private String head;

    @BeforeEach
    void propose() {
        base = origin.commit(Files.of("old", "bad"));
        head = origin.commit(Files.of("old", "bad").and("new", "bad"), base);
        origin.ref("refs/heads/main", base).ref("refs/pull/3/head", head);
        sent().clear();
    }

    @Test
    void tellsWhatAProposalBrings() {
        Event<?> asked = send(1, proposed(head, ChangeReason.OPENED));

        List<Event<?>> events = receive(3);

        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.CHANGE_DESCRIBED,
                        EventType.SCAN_REPORTED,
                        EventType.SCAN_COMPLETED);
        assertThat(((ChangeDescribed) events.get(0).fact()).baselineSha()).isEqualTo(base);
        assertThat(((ScanReported) events.get(1).fact()).findings())
                .extracting(finding -> finding.location().path() + " " + finding.baselineState())
                .containsExactly("new " + BaselineState.NEW, "old " + BaselineState.UNCHANGED);
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.correlationId()).isEqualTo(asked.correlationId());
                    assertThat(event.causationId()).isEqualTo(asked.id());
                    assertThat(event.source()).isEqualTo(Service.SCANNER_WORKERS);
                });
    }

    @Test
    void tellsTheSameUnderTheSameIdsWhenARecordComesAgain() {
        send(1, proposed(head, ChangeReason.OPENED));
        List<Event<?>> first = receive(3);
        sent().clear();

        send(1, proposed(head, ChangeReason.OPENED));

        assertThat(receive(3)).extracting(Event::id).isEqualTo(ids(first));
    }

    @Test
    void usesNewIdsWhenSomebodyAsksAgain() {
        send(1, proposed(head, ChangeReason.OPENED));
        List<Event<?>> first = receive(3);
        sent().clear();

        send(2, proposed(head, ChangeReason.REOPENED));

        assertThat(ids(receive(3))).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void comparesAPushWithTheHeadBefore() {
        origin.ref("refs/heads/main", head);
        Revision revision = Revision.of(ChangeId.pushed(REPOSITORY, "main"), head, "main");

        send(1, new ChangePushed(revision, REPOSITORY, base, false, ADA));

        var described = (ChangeDescribed) receive(3).getFirst().fact();
        assertThat(described.baselineSha()).isEqualTo(base);
        assertThat(described.configuration().sha()).isEqualTo(head);
    }

    @Test
    void scansAgainWhatItIsAskedForUnderNewIds() {
        send(1, proposed(head, ChangeReason.OPENED));
        List<Event<?>> first = receive(3);
        sent().clear();

        Event<?> asked =
                send(
                        2,
                        requested(
                                Revision.of(ChangeId.proposed(REPOSITORY, 3), head, "main"),
                                3L,
                                null));

        List<Event<?>> again = receive(3);
        assertThat(again)
                .extracting(Event::type)
                .containsExactlyElementsOf(first.stream().map(Event::type).toList());
        assertThat(ids(again)).doesNotContainAnyElementsOf(ids(first));
        assertThat(again)
                .extracting(event -> Optional.ofNullable(event.causationId()).orElseThrow())
                .containsOnly(asked.id());
        assertThat(((ChangeDescribed) again.getFirst().fact()).baselineSha()).isEqualTo(base);
    }

    @Test
    void comparesAPushThatIsScannedAgainWithTheHeadBeforeIt() {
        origin.ref("refs/heads/main", head);
        Revision revision = Revision.of(ChangeId.pushed(REPOSITORY, "main"), head, "main");

        send(1, requested(revision, null, base));

        var described = (ChangeDescribed) receive(3).getFirst().fact();
        assertThat(described.baselineSha()).isEqualTo(base);
    }

    @Test
    void saysThatAHeadWasReplacedBeforeItCouldBeScannedAgain() {
        origin.ref("refs/pull/3/head", origin.commit(Files.of("new", "good"), head));

        send(1, requested(Revision.of(ChangeId.proposed(REPOSITORY, 3), head, "main"), 3L, null));

        var skipped = (ScanSkipped) receive(1).getFirst().fact();
        assertThat(skipped.reason()).isEqualTo(SkipReason.SUPERSEDED);
    }

    @Test
    void comparesAMergeGroupWithTheBranchItIsFor() {
        String queue = "gh-readonly-queue/main/pr-3-" + base;
        origin.ref("refs/heads/" + queue, head);
        Revision revision = Revision.of(ChangeId.mergeGroup(REPOSITORY, queue), head, "main");

        send(
                1,
                new ChangeProposed(
                        revision,
                        REPOSITORY,
                        null,
                        queue,
                        REPOSITORY.id(),
                        ADA,
                        ADA,
                        Trust.TRUSTED,
                        ChangeReason.OPENED,
                        false,
                        List.of()));

        var described = (ChangeDescribed) receive(3).getFirst().fact();
        assertThat(described.revision()).isEqualTo(revision);
        assertThat(described.baselineSha()).isEqualTo(base);
        assertThat(described.configuration().ref()).isEqualTo("main");
    }

    @Test
    void saysThatAHeadWasReplaced() {
        origin.ref("refs/pull/3/head", origin.commit(Files.of("new", "good"), head));

        send(1, proposed(head, ChangeReason.UPDATED));

        var skipped = (ScanSkipped) receive(1).getFirst().fact();
        assertThat(skipped.scanner()).isEqualTo(ChangeDescribed.STEP);
        assertThat(skipped.reason()).isEqualTo(SkipReason.SUPERSEDED);
    }

    @Test
    void saysThatACommitIsNotVisible() {
        send(1, proposed("c".repeat(40), ChangeReason.UPDATED));

        var failed = (ScanFailed) receive(1).getFirst().fact();
        assertThat(failed.scanner()).isEqualTo(ChangeDescribed.STEP);
        assertThat(failed.reason()).isEqualTo(ScanFailure.COMMIT_NOT_VISIBLE);
    }

    @Test
    void saysThatAForgeIsNotConfigured() {
        var elsewhere = new Repository("gitlab", 7, 1, "ada", "example");
        Revision revision = Revision.of(ChangeId.pushed(elsewhere, "main"), head, "main");

        send(1, new ChangePushed(revision, elsewhere, base, false, ADA));

        var failed = (ScanFailed) receive(1).getFirst().fact();
        assertThat(failed.reason()).isEqualTo(ScanFailure.UNREACHABLE);
        assertThat(failed.message()).isEqualTo("forge gitlab is not configured");
    }

    @Test
    void scansABaselineByItself() {
        Event<?> asked = schedule(1, base);

        List<Event<?>> events = receive(3);

        var described = (ChangeDescribed) events.getFirst().fact();
        assertThat(described.revision()).isEqualTo(baseline(base));
        assertThat(described.baselineSha()).isNull();
        assertThat(described.commits()).isZero();
        assertThat(((ScanReported) events.get(1).fact()).findings())
                .extracting(finding -> finding.location().path() + " " + finding.baselineState())
                .containsExactly("old " + BaselineState.NEW);
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.correlationId()).isEqualTo(asked.correlationId());
                    assertThat(event.causationId()).isEqualTo(asked.id());
                });
    }

    @Test
    void keepsNobodyWaitingBehindWhatIsScheduled() throws InterruptedException {
        words.hold();
        String slow = origin.commit(Files.of("slow", "good"));
        origin.ref("refs/heads/main", slow);
        schedule(1, slow);
        schedule(2, slow);
        words.awaitSlow();
        origin.ref("refs/heads/main", base);
        sent().clear();

        Event<?> asked = send(3, proposed(head, ChangeReason.OPENED));

        assertThat(receive(3))
                .extracting(event -> Optional.ofNullable(event.causationId()).orElseThrow())
                .containsOnly(asked.id());
        words.letGo();
        receive(5);
    }

    @Test
    void aNewerHeadStopsTheScanOfTheOlderOne() throws InterruptedException {
        words.hold();
        String slow = origin.commit(Files.of("slow", "bad"), base);
        origin.ref("refs/pull/3/head", slow);
        send(1, proposed(slow, ChangeReason.UPDATED));
        words.awaitSlow();
        origin.ref("refs/pull/3/head", head);

        send(2, proposed(head, ChangeReason.UPDATED));

        List<Event<?>> events = receive(5);
        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.CHANGE_DESCRIBED,
                        EventType.SCAN_SKIPPED,
                        EventType.CHANGE_DESCRIBED,
                        EventType.SCAN_REPORTED,
                        EventType.SCAN_COMPLETED);
        var skipped = (ScanSkipped) events.get(1).fact();
        assertThat(skipped.scanner()).isEqualTo("words");
        assertThat(skipped.revision().headSha()).isEqualTo(slow);
        assertThat(skipped.reason()).isEqualTo(SkipReason.SUPERSEDED);
        assertThat(skipped.message()).isEqualTo("the change has the newer head " + head);
    }

    @Test
    void theEndOfAChangeStopsItsScanAndWhatWaitsForIt() throws InterruptedException {
        words.hold();
        String slow = origin.commit(Files.of("slow", "bad"), base);
        origin.ref("refs/pull/3/head", slow);
        send(1, proposed(slow, ChangeReason.UPDATED));
        send(2, proposed(slow, ChangeReason.READIED));
        words.awaitSlow();

        send(3, new ChangeClosed(ChangeId.proposed(REPOSITORY, 3), REPOSITORY, true));

        assertThat(receive(3).subList(1, 3))
                .extracting(event -> ((ScanSkipped) event.fact()).message())
                .containsOnly("the change was closed");
        assertThat(((ScanSkipped) receive(3).get(2).fact()).scanner())
                .isEqualTo(ChangeDescribed.STEP);
    }

    @Test
    void scansNothingWhenTheCodeIsTheSame() {
        send(1, proposed(head, ChangeReason.LABELLED));
        send(2, new ChangeClosed(ChangeId.proposed(REPOSITORY, 3), REPOSITORY, true));
        Event<?> asked = send(3, proposed(head, ChangeReason.OPENED));

        assertThat(receive(3))
                .extracting(event -> Optional.ofNullable(event.causationId()).orElseThrow())
                .containsOnly(asked.id());
    }

    private static ScanRequested requested(
            Revision revision, @Nullable Long number, @Nullable String previousSha) {
        return new ScanRequested(
                revision,
                REPOSITORY,
                number,
                previousSha,
                Trust.TRUSTED,
                ADA,
                RequestReason.RERUN_CHECK);
    }

    private static ChangeProposed proposed(String sha, ChangeReason reason) {
        return new ChangeProposed(
                Revision.of(ChangeId.proposed(REPOSITORY, 3), sha, "main"),
                REPOSITORY,
                3L,
                "topic",
                REPOSITORY.id(),
                ADA,
                ADA,
                Trust.TRUSTED,
                reason,
                false,
                List.of());
    }

    private static Revision baseline(String sha) {
        return Revision.of(ChangeId.baseline(REPOSITORY, "main"), sha, "main");
    }

    private Event<?> schedule(long id, String sha) {
        var fact = new ScanScheduled(baseline(sha), REPOSITORY, ScheduleReason.FIRST_CONTACT);
        return send("scanners-schedule-in", Service.POLICY_ENGINE, id, fact);
    }

    private Event<?> send(long id, Fact fact) {
        return send("scanners-changes-in", Service.INGEST, id, fact);
    }

    private Event<?> send(String channel, Service source, long id, Fact fact) {
        var event =
                new Event<>(
                        new UUID(1, id), source, Instant.EPOCH, new UUID(2, id), null, null, fact);
        var record = EventWriter.record(event);
        channels.<Message<byte[]>>source(channel)
                .send(
                        Message.of(
                                record.value(),
                                Metadata.of(
                                        new IncomingKafkaRecordMetadata<>(
                                                consumed(
                                                        event.type().topic(),
                                                        OFFSETS.incrementAndGet(),
                                                        record.key(),
                                                        record.value(),
                                                        record.headers()),
                                                channel))));
        return event;
    }

    private List<Event<?>> receive(int count) {
        await().atMost(Duration.ofMinutes(2)).until(() -> sent().received().size() >= count);
        return sent().received().stream().<Event<?>>map(ChangeWorkerTest::read).toList();
    }

    private InMemorySink<byte[]> sent() {
        return channels.sink("scans-out");
    }

    private static List<UUID> ids(List<Event<?>> events) {
        return events.stream().<UUID>map(Event::id).toList();
    }

    private static Event<?> read(Message<byte[]> message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        return EventReader.read(
                consumed(
                        Topic.SCANS,
                        0,
                        String.valueOf(metadata.getKey()),
                        message.getPayload(),
                        metadata.getHeaders()));
    }

    private static ConsumerRecord<String, byte[]> consumed(
            Topic topic, long offset, @Nullable String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic.topicName(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }
}
