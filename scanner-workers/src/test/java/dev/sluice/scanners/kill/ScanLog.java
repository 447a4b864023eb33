package dev.sluice.scanners.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Event;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that workers have ever sent. */
final class ScanLog implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event<?>> events = new ArrayList<>();
    private int deadLetters;

    ScanLog(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Stream.of(Topic.SCANS, Topic.DEAD_LETTERS)
                        .map(topic -> new TopicPartition(topic.topicName(), 0))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Whether the description is there, and each scanner that it names has ended. */
    boolean hasEnded(Event<?> asked) {
        return isGivenUp(asked) || (isDescribed(asked) && ended(asked).containsAll(plan(asked)));
    }

    /** Whether it was told that no scanner will end. */
    boolean isGivenUp(Event<?> asked) {
        return because(asked)
                .anyMatch(event ->
                        event.fact() instanceof ScanFailed failed
                                && failed.scanner().equals(ChangeDescribed.STEP));
    }

    boolean isDescribed(Event<?> asked) {
        return because(asked).anyMatch(event -> event.fact() instanceof ChangeDescribed);
    }

    /** What came of it, repetitions included. */
    List<Event<?>> of(Event<?> asked) {
        return because(asked).toList();
    }

    /**
     * Nothing was put aside, all that was asked for has ended, and what was sent more than once was
     * the same each time.
     */
    void check(List<Event<?>> asked) {
        var byId = new HashMap<UUID, JsonNode>();
        for (Event<?> one : asked) {
            assertThat(hasEnded(one)).as("%s has ended", one.fact()).isTrue();
            assertThat(because(one).filter(ScanLog::isEnd).<UUID>map(Event::id).distinct())
                    .as("endings of %s", one.fact())
                    .hasSize(isGivenUp(one) ? 1 : plan(one).size());
            because(one)
                    .forEach(event ->
                            assertThat(content(event))
                                    .as("what was sent as %s", event.id())
                                    .isEqualTo(
                                            byId.computeIfAbsent(
                                                    event.id(), id -> content(event))));
        }
        assertThat(deadLetters).as("dead letters").isZero();
    }

    private Stream<Event<?>> because(Event<?> asked) {
        readOn();
        return events.stream().filter(event -> asked.id().equals(event.causationId()));
    }

    private Set<String> plan(Event<?> asked) {
        return because(asked)
                .map(Event::fact)
                .filter(ChangeDescribed.class::isInstance)
                .flatMap(fact -> ((ChangeDescribed) fact).plan().stream())
                .collect(Collectors.toSet());
    }

    private Set<String> ended(Event<?> asked) {
        return because(asked)
                .filter(ScanLog::isEnd)
                .map(event -> ((ScanFact) event.fact()).scanner())
                .collect(Collectors.toSet());
    }

    private static boolean isEnd(Event<?> event) {
        return event.fact() instanceof ScanFact && !(event.fact() instanceof ScanReported);
    }

    private static JsonNode content(Event<?> event) {
        ObjectNode content = Json.mapper().valueToTree(event.fact());
        content.remove("durationMillis");
        return content;
    }

    private void readOn() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.topic().equals(Topic.SCANS.topicName())) {
                    events.add(EventReader.read(record));
                } else {
                    deadLetters++;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
