package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Topic;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryHistoryTest {

    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(Topic.Names.DELIVERIES, 0);

    private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
    private final MockConsumer<String, byte[]> consumer = new Log(log);
    private final DeliveryHistory history = new DeliveryHistory(Map.of(), _ -> consumer);
    private final Notes notes = new Notes();

    /** The mock itself knows nothing of times. */
    private static final class Log extends MockConsumer<String, byte[]> {

        private final List<ConsumerRecord<String, byte[]>> log;

        Log(List<ConsumerRecord<String, byte[]>> log) {
            super("earliest");
            this.log = log;
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
            log.stream()
                    .filter(record -> record.timestamp() >= times.get(PARTITION))
                    .findFirst()
                    .ifPresent(record ->
                            found.put(
                                    PARTITION,
                                    new OffsetAndTimestamp(record.offset(), record.timestamp())));
            return found;
        }
    }

    /** What the visitor was told. */
    private static final class Notes implements DeliveryHistory.Visitor {

        private final List<String> deliveries = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();
        private long total;
        private long read;

        @Override
        public void total(long records) {
            total = records;
        }

        @Override
        public void read(long records) {
            read = records;
        }

        @Override
        public void delivery(Delivery delivery, int partition, long offset) {
            deliveries.add(delivery.deliveryId() + "@" + offset);
        }

        @Override
        public void broken(UnreadableRecordException reason) {
            broken.add(reason.getMessage());
        }
    }

    @BeforeEach
    void onePartition() {
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(
                        new PartitionInfo(
                                PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void readsWhatWasAcceptedSinceThenInOrder() throws Exception {
        stored("before", TEN.minusSeconds(1), 10);
        stored("small", TEN, 10);
        stored("large", TEN.plusSeconds(1), 1_000_000);

        read(TEN);

        assertThat(notes.deliveries).containsExactly("small@1", "large@3");
        assertThat(notes.total).isEqualTo(4);
        assertThat(notes.read).isEqualTo(4);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void leavesOutWhatIsLongBefore() throws Exception {
        stored("long-before", TEN.minusSeconds(3600), 10);
        stored("small", TEN, 10);

        read(TEN);

        assertThat(notes.deliveries).containsExactly("small@1");
        assertThat(notes.total).isEqualTo(1);
    }

    @Test
    void readsADeliveryWhosePartsBeganBefore() throws Exception {
        stored("large", TEN, 1_000_000);
        List<ConsumerRecord<String, byte[]>> parts = List.copyOf(log);
        log.clear();
        log.add(at(parts.get(0), TEN.minusSeconds(5)));
        log.add(at(parts.get(1), TEN.plusSeconds(5)));

        read(TEN);

        assertThat(notes.deliveries).containsExactly("large@1");
    }

    @Test
    void stopsAtWhatWasTheEndWhenItBegan() throws Exception {
        stored("small", TEN, 10);
        long end = log.size();
        stored("later", TEN.plusSeconds(1), 10);

        read(TEN, end);

        assertThat(notes.deliveries).containsExactly("small@0");
        assertThat(notes.read).isEqualTo(1);
    }

    @Test
    void goesOnAfterWhatIsNoDelivery() throws Exception {
        log.add(record(0, TEN, "k", "random".getBytes(UTF_8), new RecordHeaders()));
        stored("small", TEN, 10);

        read(TEN);

        assertThat(notes.broken).containsExactly("header ce_type is missing");
        assertThat(notes.deliveries).containsExactly("small@1");
    }

    @Test
    void hasNothingToReadWhereNothingCameSince() throws Exception {
        stored("small", TEN, 10);

        read(TEN.plusSeconds(3600));

        assertThat(notes.deliveries).isEmpty();
        assertThat(notes.total).isZero();
    }

    @Test
    void saysThatTheBrokerIsAway() {
        stored("small", TEN, 10);
        consumer.setPollException(new TimeoutException("away"));

        assertThatExceptionOfType(RetryableException.class).isThrownBy(() -> read(TEN));
        assertThat(consumer.closed()).isTrue();
    }

    private void read(Instant since) throws InterruptedException {
        read(since, log.size());
    }

    private void read(Instant since, long end) throws InterruptedException {
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumer.schedulePollTask(() -> log.forEach(consumer::addRecord));
        history.read(since, notes);
    }

    private void stored(String deliveryId, Instant acceptedAt, int bytes) {
        var delivery =
                new Delivery(
                        DeterministicId.of("delivery", "github", deliveryId),
                        "github",
                        7L,
                        "push",
                        deliveryId,
                        "application/json",
                        acceptedAt,
                        null,
                        new byte[bytes]);
        for (var message : DeliveryWriter.messages(delivery)) {
            var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            log.add(
                    record(
                            log.size(),
                            acceptedAt,
                            (String) metadata.getKey(),
                            message.getPayload(),
                            metadata.getHeaders()));
        }
    }

    private static ConsumerRecord<String, byte[]> at(
            ConsumerRecord<String, byte[]> record, Instant time) {
        return record(record.offset(), time, record.key(), record.value(), record.headers());
    }

    private static ConsumerRecord<String, byte[]> record(
            long offset, Instant time, String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
