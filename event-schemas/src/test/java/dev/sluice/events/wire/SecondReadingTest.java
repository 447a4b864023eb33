package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.Event;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondReadingTest {

    private static final String ENGINE = "sluice.policy-engine";
    private static final TopicPartition PARTITION = new TopicPartition(Topic.Names.SCANS, 3);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private final SecondReading reading =
            new SecondReading(Service.POLICY_ENGINE, ENGINE, Map.of(), _ -> consumer);

    @BeforeEach
    void fill() {
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(
                        new PartitionInfo(
                                PARTITION.topic(), 3, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 10L));
        consumer.updateEndOffsets(Map.of(PARTITION, 20L));
        holds(10, 11, 12, 13);
    }

    @Test
    void givesTheRecordsThatAreNamed() {
        assertThat(reading.of(request(ENGINE, Topic.Names.SCANS, 3, 11)))
                .extracting(ConsumerRecord::offset)
                .containsExactly(11L);
    }

    @Test
    void givesNothingWhereAnotherServiceIsMeant() {
        assertThat(reading.of(request("sluice.notifier", Topic.Names.SCANS, 3, 11))).isEmpty();
        assertThat(consumer.closed()).isFalse(); // nor did it ask
    }

    @Test
    void readsNoTopicOfAnotherService() {
        refuses(
                request(ENGINE, Topic.Names.DELIVERIES, 0, 11),
                "sluice.policy-engine does not read sluice.deliveries");
    }

    @Test
    void readsNoRequestAsARecordToReplay() {
        refuses(
                request(ENGINE, Topic.Names.REPLAYS, 0, 0),
                "sluice.policy-engine does not read sluice.replays");
    }

    @Test
    void saysThatARecordIsNoLongerThere() {
        refuses(request(ENGINE, Topic.Names.SCANS, 3, 9), "the record is no longer in its topic");
    }

    @Test
    void saysThatARecordWasNeverThere() {
        refuses(request(ENGINE, Topic.Names.SCANS, 3, 20), "there is no such record in its topic");
    }

    @Test
    void saysThatThereIsNoSuchPartition() {
        refuses(request(ENGINE, Topic.Names.SCANS, 4, 11), "there is no such partition");
    }

    @Test
    void asksAgainLaterWhileTheBrokerDoesNotAnswer() {
        consumer.setPollException(new TimeoutException("away"));

        assertThatExceptionOfType(RetryableException.class)
                .isThrownBy(() -> reading.of(request(ENGINE, Topic.Names.SCANS, 3, 11)));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void refusesWhatIsNoRequest() {
        refuses(
                new ConsumerRecord<>(Topic.Names.REPLAYS, 0, 0, "key", "random".getBytes(UTF_8)),
                "header ce_type is missing");
    }

    private void refuses(ConsumerRecord<String, byte[]> request, String message) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> reading.of(request))
                .withMessage(message);
    }

    /** The mock keeps records only for what is assigned already. */
    private void holds(long... offsets) {
        consumer.schedulePollTask(() ->
                LongStream.of(offsets)
                        .forEach(offset ->
                                consumer.addRecord(
                                        new ConsumerRecord<>(
                                                PARTITION.topic(), 3, offset, "k", new byte[0]))));
    }

    private static ConsumerRecord<String, byte[]> request(
            String reader, String topic, int partition, long... offsets) {
        return Example.received(
                EventWriter.record(
                        new Event<>(
                                UUID.randomUUID(),
                                Service.INGEST,
                                Instant.EPOCH,
                                UUID.randomUUID(),
                                null,
                                null,
                                new ReplayRequested(
                                        UUID.randomUUID(),
                                        reader,
                                        topic,
                                        partition,
                                        LongStream.of(offsets).boxed().toList(),
                                        null))));
    }
}
