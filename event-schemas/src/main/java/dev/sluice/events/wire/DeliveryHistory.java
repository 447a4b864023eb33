package dev.sluice.events.wire;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeliveryReader.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads {@code sluice.deliveries} once more from a point in time to what was its end at the
 * beginning, without a consumer group: whoever translates them goes on undisturbed. Blocks.
 */
public final class DeliveryHistory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    /** The parts of a delivery are stored within seconds. */
    private static final Duration OF_ONE_DELIVERY = Duration.ofMinutes(1);

    private final Map<String, Object> config;
    private final Function<Map<String, Object>, Consumer<String, byte[]>> consumers;

    /** Is told what is there. What it throws ends the reading. */
    public interface Visitor {

        /** How many records there are to read. */
        void total(long records);

        /** So many of them have been read. */
        void read(long records);

        /**
         * A whole delivery, in the order of its partition.
         *
         * @param offset of its last record
         */
        void delivery(Delivery delivery, int partition, long offset) throws InterruptedException;

        /** Something that is no delivery. */
        void broken(UnreadableRecordException reason);
    }

    /**
     * For a broker.
     *
     * @param kafka how it is reached
     */
    public DeliveryHistory(Map<String, Object> kafka) {
        this(
                kafka,
                config ->
                        new KafkaConsumer<>(
                                config, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    DeliveryHistory(
            Map<String, Object> kafka,
            Function<Map<String, Object>, Consumer<String, byte[]>> consumers) {
        this.config = new HashMap<>(kafka);
        config.keySet().removeAll(Set.of("group.id", "group.instance.id", "interceptor.classes"));
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("max.poll.records", 50);
        this.consumers = consumers;
    }

    /**
     * Reads it.
     *
     * @param since deliveries that were accepted then or later
     * @throws RetryableException when the broker does not give it
     */
    public void read(Instant since, Visitor visitor) throws InterruptedException {
        try (Consumer<String, byte[]> consumer = consumers.apply(config)) {
            read(consumer, since, visitor);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new RetryableException("the broker did not give the deliveries", e);
        }
    }

    private static void read(Consumer<String, byte[]> consumer, Instant since, Visitor visitor)
            throws InterruptedException {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.Names.DELIVERIES, PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        visitor.total(seek(consumer, since.minus(OF_ONE_DELIVERY), ends));
        var reader = new DeliveryReader<Long>();
        long read = 0;
        Duration silent = Duration.ZERO;
        while (isBehind(consumer, ends)) {
            if (silent.compareTo(PATIENCE) > 0) {
                throw new RetryableException("the broker gave no delivery in time", POLL);
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            silent = records.isEmpty() ? silent.plus(POLL) : Duration.ZERO;
            for (ConsumerRecord<String, byte[]> record : records) {
                if (record.offset() < end(ends, record)) {
                    take(reader, record, since, visitor);
                    visitor.read(++read);
                }
            }
        }
    }

    /** Goes to the beginning, and says how much is in front of it. */
    private static long seek(
            Consumer<String, byte[]> consumer, Instant from, Map<TopicPartition, Long> ends) {
        var times = new HashMap<TopicPartition, Long>();
        ends.keySet().forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, PATIENCE);
        long total = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndTimestamp start = starts.get(end.getKey());
            long offset = start == null ? end.getValue() : start.offset();
            consumer.seek(end.getKey(), offset);
            total += end.getValue() - offset;
        }
        return total;
    }

    private static boolean isBehind(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
    }

    private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<String, byte[]> record) {
        return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    private static void take(
            DeliveryReader<Long> reader,
            ConsumerRecord<String, byte[]> record,
            Instant since,
            Visitor visitor)
            throws InterruptedException {
        switch (reader.next(record, record.offset())) {
            case Step.Complete<Long> complete -> {
                if (!complete.delivery().acceptedAt().isBefore(since)) {
                    visitor.delivery(
                            complete.delivery(), record.partition(), complete.records().getLast());
                }
            }
            case Step.Incomplete<Long> _ -> {}
            case Step.Broken<Long> broken -> visitor.broken(broken.reason());
        }
    }
}
