package dev.sluice.events.wire;

import dev.sluice.events.ReplayRequested;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the records that {@code sluice.replays} names, for the service that could not handle
 * them. They come from where they always were: their topic's access control still says who may have
 * written them. Blocks.
 */
public final class SecondReading {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(250);

    private final String reader;
    private final Set<String> topics;
    private final Map<String, Object> config;
    private final Function<Map<String, Object>, Consumer<String, byte[]>> consumers;

    /**
     * For one service.
     *
     * @param reader its consumer group
     * @param kafka how it reaches the broker
     */
    public SecondReading(Service service, String reader, Map<String, Object> kafka) {
        this(
                service,
                reader,
                kafka,
                config ->
                        new KafkaConsumer<>(
                                config, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    SecondReading(
            Service service,
            String reader,
            Map<String, Object> kafka,
            Function<Map<String, Object>, Consumer<String, byte[]>> consumers) {
        this.reader = reader;
        this.topics =
                Arrays.stream(Topic.values())
                        .filter(topic -> topic != Topic.REPLAYS && topic != Topic.DEAD_LETTERS)
                        .filter(topic -> topic.consumers().contains(service))
                        .map(Topic::topicName)
                        .collect(Collectors.toUnmodifiableSet());
        this.config = new HashMap<>(kafka);
        config.keySet().removeAll(Set.of("group.id", "group.instance.id", "interceptor.classes"));
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("max.poll.records", 1);
        this.consumers = consumers;
    }

    /**
     * The records that are to be handled again, in order; none where another service is meant.
     *
     * @throws UnreadableRecordException when the request cannot be read, names a topic that is not
     *     this service's, or a record that is not there any more
     * @throws RetryableException when the broker does not give them now
     */
    public List<ConsumerRecord<String, byte[]>> of(ConsumerRecord<String, byte[]> request) {
        if (!(EventReader.read(request).fact() instanceof ReplayRequested replay)) {
            throw new UnreadableRecordException("only requests to replay may be on this topic");
        }
        if (!replay.reader().equals(reader)) {
            return List.of();
        }
        if (!topics.contains(replay.topic())) {
            throw new UnreadableRecordException(reader + " does not read " + replay.topic());
        }
        try (Consumer<String, byte[]> consumer = consumers.apply(config)) {
            return fetch(consumer, replay);
        } catch (OffsetOutOfRangeException e) {
            throw gone(e);
        } catch (InterruptException | AuthorizationException e) {
            throw e;
        } catch (KafkaException e) {
            throw new RetryableException("the broker did not give the record", e);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> fetch(
            Consumer<String, byte[]> consumer, ReplayRequested replay) {
        var partition = new TopicPartition(replay.topic(), replay.partition());
        boolean exists =
                consumer.partitionsFor(replay.topic(), PATIENCE).stream()
                        .anyMatch(info -> info.partition() == replay.partition());
        if (!exists) {
            throw new UnreadableRecordException("there is no such partition");
        }
        consumer.assign(Set.of(partition));
        long end = consumer.endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (long offset : replay.offsets()) {
            if (offset >= end) {
                throw new UnreadableRecordException("there is no such record in its topic");
            }
            consumer.seek(partition, offset);
            records.add(next(consumer, offset));
        }
        return records;
    }

    private static ConsumerRecord<String, byte[]> next(
            Consumer<String, byte[]> consumer, long offset) {
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL.toMillis()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() != offset) {
                    throw gone(null);
                }
                return record;
            }
        }
        throw new RetryableException("the broker did not give the record in time", POLL);
    }

    private static UnreadableRecordException gone(@Nullable KafkaException cause) {
        String message = "the record is no longer in its topic";
        return cause == null
                ? new UnreadableRecordException(message)
                : new UnreadableRecordException(message, cause);
    }
}
