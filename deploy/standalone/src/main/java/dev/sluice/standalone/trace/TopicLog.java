package dev.sluice.standalone.trace;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.Correlation;
import dev.sluice.standalone.cli.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All topics of a cluster, read once from a time on to where they end now; of no group. */
final class TopicLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final Consumer<String, byte[]> consumer;

    /**
     * Connects on first use.
     *
     * @param properties further client settings, such as credentials
     */
    TopicLog(String bootstrapServers, Map<String, String> properties) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.putAll(properties);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.bootstrapServers = bootstrapServers;
        this.consumer = open(settings);
    }

    private Consumer<String, byte[]> open(Map<String, Object> settings) {
        try {
            return new KafkaConsumer<>(
                    settings, new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw Refusal.usage("cannot use " + bootstrapServers + ": " + cause.getMessage(), e);
        }
    }

    /**
     * Everything of one correlation id.
     *
     * @throws Refusal when the cluster cannot be read
     */
    Trace read(UUID correlationId, Instant since, Progress progress) {
        try {
            return read(correlationId, Span.of(consumer, partitions(), since), progress);
        } catch (TimeoutException e) {
            throw Refusal.internal(
                    "no Kafka broker answers at "
                            + bootstrapServers
                            + "; check --bootstrap-servers and --command-config",
                    e);
        } catch (KafkaException e) {
            throw Refusal.internal(bootstrapServers + " refuses: " + e.getMessage(), e);
        }
    }

    private List<TopicPartition> partitions() {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        List<TopicPartition> ours =
                Arrays.stream(Topic.values())
                        .flatMap(topic -> known.getOrDefault(topic.topicName(), List.of()).stream())
                        .map(partition ->
                                new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
        if (ours.isEmpty()) {
            throw Refusal.usage(
                    "there are no topics of Sluice at "
                            + bootstrapServers
                            + ", or none that you may see; check --bootstrap-servers and"
                            + " --command-config");
        }
        return ours;
    }

    private Trace read(UUID correlationId, Span span, Progress progress) {
        var steps = new ArrayList<Step>();
        var unread = new ArrayList<String>();
        var reader = new StepReader();
        long looked = 0;
        long lastHeard = System.nanoTime();
        consumer.assign(span.partitions());
        span.starts().forEach(consumer::seek);
        while (!consumer.assignment().isEmpty()) {
            var records = poll(unread);
            for (ConsumerRecord<String, byte[]> record : records) {
                looked++;
                if (span.holds(record) && Correlation.isOf(record, correlationId)) {
                    reader.read(record).ifPresent(steps::add);
                }
            }
            progress.looked(looked, span.size());
            lastHeard = records.isEmpty() ? lastHeard : System.nanoTime();
            if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing more comes");
            }
            retain(span.unfinished(consumer));
        }
        return new Trace(correlationId, steps, looked, unread);
    }

    private List<ConsumerRecord<String, byte[]>> poll(List<String> unread) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try {
            consumer.poll(POLL).forEach(records::add);
        } catch (TopicAuthorizationException e) {
            e.unauthorizedTopics().stream().sorted().forEach(unread::add);
            retain(without(e.unauthorizedTopics()));
        }
        return records;
    }

    private List<TopicPartition> without(Set<String> topics) {
        return consumer.assignment().stream()
                .filter(partition -> !topics.contains(partition.topic()))
                .toList();
    }

    /** Positions of what stays are kept. */
    private void retain(Collection<TopicPartition> partitions) {
        if (partitions.size() < consumer.assignment().size()) {
            consumer.assign(partitions);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
