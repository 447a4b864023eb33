package dev.sluice.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Event;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was sent, what was answered, and what came out at the other end. */
final class History implements AutoCloseable {

    private static final List<Topic> DOWNSTREAM =
            List.of(Topic.CHANGES, Topic.APPROVALS, Topic.DEPLOYMENTS);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event<?>> events = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Set<Sent> acknowledged = new HashSet<>();
    private int deadLetters;

    History(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Stream.concat(DOWNSTREAM.stream(), Stream.of(Topic.DEAD_LETTERS))
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void sent(Sent delivery) {
        sent.add(delivery);
    }

    void acknowledged(Sent delivery) {
        acknowledged.add(delivery);
    }

    boolean isAcknowledged(Sent delivery) {
        return acknowledged.contains(delivery);
    }

    /** Whether everything that it stands for is there. */
    boolean isComplete(Sent delivery) {
        readOn();
        return idsOf(delivery).containsAll(delivery.events());
    }

    /** How many events there are, repetitions included. */
    int size() {
        readOn();
        return events.size();
    }

    /**
     * To be asked when the translator has gone past all of them: what was acknowledged has led to
     * its events, nothing has led to others, and nothing was put aside.
     */
    void check() {
        readOn();
        assertThat(deadLetters).as("dead letters").isZero();
        for (Sent delivery : sent) {
            Set<UUID> ids = idsOf(delivery);
            assertThat(delivery.events())
                    .as("events of %s %s", delivery.event(), delivery.id())
                    .containsAll(ids);
            if (isAcknowledged(delivery)) {
                assertThat(ids)
                        .as("events of %s %s", delivery.event(), delivery.id())
                        .isEqualTo(delivery.events());
            }
        }
        assertThat(events)
                .as("events of what was never sent")
                .allMatch(event ->
                        sent.stream()
                                .anyMatch(delivery ->
                                        delivery.correlationId().equals(event.correlationId())));
    }

    /** The same event may be there several times: its id says that it is the same. */
    private Set<UUID> idsOf(Sent delivery) {
        var ids = new HashSet<UUID>();
        for (Event<?> event : events) {
            if (event.correlationId().equals(delivery.correlationId())) {
                ids.add(event.id());
            }
        }
        return ids;
    }

    private void readOn() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> {
                        if (record.topic().equals(Topic.Names.DEAD_LETTERS)) {
                            deadLetters++;
                        } else {
                            events.add(EventReader.read(record));
                        }
                    });
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
