package dev.sluice.scanners.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.scanners.revision.Assignment;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is acknowledged and when, with scans that do as they are told. */
@Timeout(600)
class IntakeTest {

    private static final long SLOW = 1;
    private static final long BROKEN = 999;

    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final Map<Long, String> halted = new ConcurrentHashMap<>();
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Long> refused = new CopyOnWriteArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Lanes<Job> lanes =
            new Lanes<>(
                    "test",
                    2,
                    new Tap() {
                        @Override
                        public void pause(int partition) {}

                        @Override
                        public void resume(int partition) {}
                    });
    private final Intake intake = new Intake(lanes, this::scan);

    @AfterEach
    void end() {
        letGo.countDown();
    }

    @Test
    void oneSlowRepositoryHoldsUpNoneOfTwoHundredOnItsPartition() {
        take(SLOW, pushed(1, "a"));
        take(2, pushed(1, "b", "other-branch"));
        LongStream.rangeClosed(3, 202).forEach(offset -> take(offset, pushed(offset, "a")));

        eventually().until(() -> acknowledged.size() == 200);

        assertThat(acknowledged).doesNotContain(1L, 2L);
        letGo.countDown();
        eventually().until(() -> acknowledged.size() == 202);
    }

    @Test
    void aNewerHeadStopsTheScanOfTheOlderOneAndIsScanned() {
        take(SLOW, pushed(1, "a"));
        eventually().until(() -> begun.contains(SLOW));

        take(2, pushed(1, "b"));

        eventually().until(() -> acknowledged.equals(List.of(SLOW, 2L)));
        assertThat(halted)
                .containsOnly(Map.entry(SLOW, "the change has the newer head " + "b".repeat(40)));
    }

    @Test
    void aNewerHeadIsToldToWhatStillWaits() {
        take(SLOW, pushed(1, "a"));
        take(2, pushed(1, "a", "topic"));
        take(3, pushed(1, "b", "topic"));

        letGo.countDown();

        eventually().until(() -> acknowledged.size() == 3);
        assertThat(halted).containsOnlyKeys(2L);
    }

    @Test
    void theEndOfAChangeStopsItsScan() {
        take(SLOW, pushed(1, "a"));
        eventually().until(() -> begun.contains(SLOW));

        take(2, new ChangeClosed(ChangeId.pushed(repository(1), "main"), repository(1), true));

        eventually().until(() -> acknowledged.containsAll(List.of(SLOW, 2L)));
        assertThat(halted).containsOnly(Map.entry(SLOW, "the change was closed"));
    }

    @Test
    void anOlderHeadThatIsToldAgainStopsNothing() {
        take(message(SLOW, event(SLOW, Instant.EPOCH.plusSeconds(60), pushed(1, "b"))));
        eventually().until(() -> begun.contains(SLOW));

        take(message(2, event(2, Instant.EPOCH, pushed(1, "a"))));
        letGo.countDown();

        eventually().until(() -> acknowledged.size() == 2);
        assertThat(halted).isEmpty();
    }

    @Test
    void aRequestForAnOlderHeadStopsNothing() {
        take(SLOW, pushed(1, "b"));
        eventually().until(() -> begun.contains(SLOW));

        take(
                2,
                new ScanRequested(
                        revision(1, "a", "main"),
                        repository(1),
                        null,
                        null,
                        Trust.TRUSTED,
                        new Account(1, "ada"),
                        RequestReason.RERUN_CHECK));
        letGo.countDown();

        eventually().until(() -> acknowledged.size() == 2);
        assertThat(halted).isEmpty();
    }

    @Test
    void aRecordThatARebalanceBringsAgainWhileItIsScannedIsNotScannedTwice() {
        take(SLOW, pushed(1, "a"));
        eventually().until(() -> begun.contains(SLOW));
        intake.giveUp(List.of(new TopicPartition(Topic.CHANGES.topicName(), 0)));
        var again = new CompletableFuture<Void>();

        take(message(SLOW, event(SLOW, Instant.EPOCH, pushed(1, "a")), again));
        letGo.countDown();

        again.join();
        assertThat(begun).containsExactly(SLOW);
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void aRecordThatARebalanceBringsAgainAfterItsScanIsAcknowledgedAtOnce() {
        take(2, pushed(2, "a"));
        eventually().until(() -> acknowledged.equals(List.of(2L)));

        take(2, pushed(2, "a"));

        eventually().until(() -> acknowledged.equals(List.of(2L, 2L)));
        assertThat(begun).containsExactly(2L);
    }

    @Test
    void whatWaitsOnAPartitionThatIsLostIsNotBegun() {
        take(SLOW, pushed(1, "a"));
        take(2, pushed(1, "a", "other-branch"));

        intake.giveUp(List.of(new TopicPartition(Topic.CHANGES.topicName(), 0)));
        letGo.countDown();

        eventually().until(() -> lanes.running() == 0);
        assertThat(begun).containsExactly(SLOW);
    }

    @Test
    void whatCannotBeReadIsRefusedAndStopsNothing() {
        take(message(2, event(2, Instant.EPOCH, pushed(2, "a")), "no JSON".getBytes(UTF_8), null));
        take(3, pushed(3, "a"));

        eventually().until(() -> acknowledged.equals(List.of(3L)));
        assertThat(refused).containsExactly(2L);
    }

    @Test
    void whatFailsUnexpectedlyIsRefused() {
        take(BROKEN, pushed(2, "a"));

        eventually().until(() -> refused.equals(List.of(BROKEN)));
    }

    @Test
    void aStopLetsWhatHasBegunEndAndBeginsNothing() throws InterruptedException {
        take(SLOW, pushed(1, "a"));
        take(2, pushed(1, "a", "other-branch"));
        eventually().until(() -> begun.contains(SLOW));
        intake.stopTaking();
        letGo.countDown();

        intake.close(System.nanoTime() + Duration.ofMinutes(10).toNanos());

        assertThat(acknowledged).containsExactly(SLOW);
        assertThat(begun).containsExactly(SLOW);
    }

    @Test
    void aStopLeavesWhatDoesNotEndToOthers() throws InterruptedException {
        take(SLOW, pushed(1, "a"));
        eventually().until(() -> begun.contains(SLOW));
        intake.stopTaking();

        intake.close(System.nanoTime());

        eventually().until(() -> lanes.running() == 0);
        assertThat(acknowledged).isEmpty();
        assertThat(refused).isEmpty();
    }

    private void scan(Job job) throws InterruptedException {
        long offset = job.place().offset();
        job.course()
                .walk(() -> {
                    try {
                        job.course().checkpoint();
                        begun.add(offset);
                        if (offset == BROKEN) {
                            throw new IllegalStateException("a bug");
                        }
                        if (offset == SLOW) {
                            letGo.await();
                        }
                    } catch (InterruptedException e) {
                        var told =
                                new Assignment(
                                                job.event().id(),
                                                repository(1),
                                                revision(1, "a", "main"))
                                        .describingHalted(job.course(), Duration.ZERO)
                                        .orElseThrow(() -> e);
                        halted.put(offset, ((ScanSkipped) told).message());
                    }
                });
    }

    private void take(long offset, Fact fact) {
        take(message(offset, event(offset, Instant.EPOCH, fact)));
    }

    private void take(Message<byte[]> message) {
        var _ = intake.take(message);
    }

    private static Repository repository(long id) {
        return new Repository("github", id, 1, "ada", "example-" + id);
    }

    private static Revision revision(long repository, String sha, String branch) {
        return Revision.of(ChangeId.pushed(repository(repository), branch), sha.repeat(40), branch);
    }

    private static ChangePushed pushed(long repository, String sha) {
        return pushed(repository, sha, "main");
    }

    private static ChangePushed pushed(long repository, String sha, String branch) {
        return new ChangePushed(
                revision(repository, sha, branch),
                repository(repository),
                null,
                false,
                new Account(1, "ada"));
    }

    private static Event<?> event(long id, Instant time, Fact fact) {
        return new Event<>(
                new UUID(1, id), Service.INGEST, time, new UUID(2, id), null, null, fact);
    }

    private Message<byte[]> message(long offset, Event<?> event) {
        return message(offset, event, null);
    }

    private Message<byte[]> message(
            long offset, Event<?> event, @Nullable CompletableFuture<Void> acknowledgement) {
        return message(offset, event, EventWriter.record(event).value(), acknowledgement);
    }

    private Message<byte[]> message(
            long offset,
            Event<?> event,
            byte[] value,
            @Nullable CompletableFuture<Void> acknowledgement) {
        var written = EventWriter.record(event);
        var record =
                new ConsumerRecord<>(
                        Topic.CHANGES.topicName(),
                        0,
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        written.key(),
                        value,
                        new RecordHeaders(written.headers()),
                        Optional.empty());
        return Message.of(
                value,
                Metadata.of(new IncomingKafkaRecordMetadata<>(record, "test")),
                () -> {
                    if (acknowledgement == null) {
                        acknowledged.add(offset);
                    } else {
                        acknowledgement.complete(null);
                    }
                    return CompletableFuture.completedFuture(null);
                },
                reason -> {
                    refused.add(offset);
                    return CompletableFuture.completedFuture(null);
                });
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(600)).pollInterval(Duration.ofMillis(5));
    }
}
