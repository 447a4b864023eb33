package dev.sluice.e2e;

import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever written to our topics, read along while it happens. */
final class EventLog implements AutoCloseable {

    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<Event<?>> events = new ArrayList<>();
    private int looked;
    private final Consumer<String, byte[]> consumer;
    private final Thread reader;

    EventLog(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Arrays.stream(Topic.values())
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofVirtual().name("event-log").start(this::read);
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        } catch (WakeupException closing) {
            Thread.currentThread().interrupt();
        }
    }

    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return records.stream().filter(r -> r.topic().equals(topic.topicName())).toList();
    }

    /**
     * The readable events of all topics in the order in which they were seen; raw deliveries and
     * dead letters are not events. Each is read once, however often tests ask.
     */
    synchronized List<Event<?>> events() {
        for (; looked < records.size(); looked++) {
            ConsumerRecord<String, byte[]> record = records.get(looked);
            if (record.topic().equals(Topic.Names.DELIVERIES)
                    || record.topic().equals(Topic.Names.DEAD_LETTERS)) {
                continue;
            }
            try {
                events.add(EventReader.read(record));
            } catch (UnreadableRecordException broken) {
                // Tests write broken records on purpose; they are looked at through records(), not
                // here.
                continue;
            }
        }
        return List.copyOf(events);
    }

    List<Event<?>> of(UUID correlationId) {
        return events().stream().filter(e -> e.correlationId().equals(correlationId)).toList();
    }

    <F extends Fact> List<F> facts(Class<F> type, Predicate<F> condition) {
        return events().stream()
                .map(Event::fact)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(condition)
                .toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
