package dev.sluice.standalone.demo;

import dev.sluice.events.Event;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** The events of one delivery, from all topics, as they arrive; of no consumer group. */
final class Timeline implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Timeline.class);
    private static final List<Topic> TOPICS =
            List.of(Topic.CHANGES, Topic.SCANS, Topic.DECISIONS, Topic.PUBLICATIONS);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;

    /** Hears each event and when it was written. */
    @FunctionalInterface
    interface Listener {
        void hear(Event<?> event, long writtenMillis);
    }

    private Timeline(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Sees what is written from now on. */
    static Timeline fromNow(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                TOPICS.stream().flatMap(topic -> partitions(topic, consumer)).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy
        return new Timeline(consumer);
    }

    private static Stream<TopicPartition> partitions(
            Topic topic, KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    /** Hands out the events with this correlation id until it is over or patience ends. */
    void follow(UUID correlation, Listener listener, BooleanSupplier isOver, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isOver.getAsBoolean() && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                read(record)
                        .filter(event -> event.correlationId().equals(correlation))
                        .ifPresent(event -> listener.hear(event, record.timestamp()));
            }
        }
    }

    private static Optional<Event<?>> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(EventReader.read(record));
        } catch (UnreadableRecordException e) {
            LOG.warnf("skipped a record of %s: %s", record.topic(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
