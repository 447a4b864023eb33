package dev.sluice.standalone.bench;

import dev.sluice.events.Topic;
import dev.sluice.standalone.cli.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of the benchmark, alike on both sides. Segments are large, because closing one forces
 * it to the disk and holds up whoever writes; what is old is deleted twice a minute.
 */
final class BenchTopics implements AutoCloseable {

    static final String EMPTY = "sluice.bench-empty";

    private static final Map<String, String> BOUNDS =
            Map.of(
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "268435456",
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    "268435456",
                    TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
                    "1000");

    private final Admin admin;

    BenchTopics(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Gives both sides the same bounds, and the translator a topic where nothing comes. */
    void prepare() throws InterruptedException {
        await(
                admin.createTopics(
                                List.of(
                                        topic(RawProducer.TOPIC, Topic.PARTITIONS).configs(BOUNDS),
                                        topic(EMPTY, 1)))
                        .all());
        Collection<AlterConfigOp> bounds =
                BOUNDS.entrySet().stream()
                        .map(bound -> new ConfigEntry(bound.getKey(), bound.getValue()))
                        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                        .toList();
        await(
                admin.incrementalAlterConfigs(
                                Map.of(
                                        new ConfigResource(
                                                ConfigResource.Type.TOPIC,
                                                Topic.DELIVERIES.topicName()),
                                        bounds))
                        .all());
    }

    /** How many records deliveries have come to so far. */
    long deliveries() throws InterruptedException {
        var ends =
                IntStream.range(0, Topic.PARTITIONS)
                        .mapToObj(n -> new TopicPartition(Topic.DELIVERIES.topicName(), n))
                        .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return await(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Refusal.internal("the topics of the benchmark: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
