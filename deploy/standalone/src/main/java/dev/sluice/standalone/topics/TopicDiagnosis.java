package dev.sluice.standalone.topics;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Compares one topic as it is with what Sluice needs of it. */
final class TopicDiagnosis {

    /** Headers of an event and of a dead letter, stack traces included. */
    private static final int HEADROOM_BYTES = 100_000;

    private static final long UNLIMITED = -1;

    private final String bootstrapServers;
    private final int partitions;

    TopicDiagnosis(String bootstrapServers, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
    }

    TopicProblem missing(Topic topic) {
        return new TopicProblem(
                topic.topicName(),
                "is missing",
                "run: sluice topics create --bootstrap-servers " + bootstrapServers);
    }

    List<TopicProblem> of(Topic topic, TopicDescription description, Config config) {
        var problems = new ArrayList<TopicProblem>();
        checkPartitions(description, problems);
        checkCleanup(topic, config, problems);
        checkRetention(topic, config, problems);
        checkSize(topic, config, problems);
        checkReplication(description, config, problems);
        return problems;
    }

    private void checkPartitions(TopicDescription description, List<TopicProblem> problems) {
        int actual = description.partitions().size();
        if (actual < partitions) {
            problems.add(
                    new TopicProblem(
                            description.name(),
                            "has " + actual + " partitions, fewer than " + partitions,
                            "run while no service is running, because keys move: kafka-topics.sh"
                                    + " --bootstrap-server %s --alter --topic %s --partitions %d"
                                            .formatted(
                                                    bootstrapServers,
                                                    description.name(),
                                                    partitions)));
        }
    }

    private void checkCleanup(Topic topic, Config config, List<TopicProblem> problems) {
        if (text(config, TopicConfig.CLEANUP_POLICY_CONFIG)
                .contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            problems.add(
                    new TopicProblem(
                            topic.topicName(),
                            "is compacted and forgets all but the last event of a key",
                            alter(topic, TopicConfig.CLEANUP_POLICY_CONFIG, "delete")));
        }
    }

    private void checkRetention(Topic topic, Config config, List<TopicProblem> problems) {
        long wanted = topic.retention().toMillis();
        long actual = number(config, TopicConfig.RETENTION_MS_CONFIG);
        if (actual != UNLIMITED && actual < wanted) {
            problems.add(
                    new TopicProblem(
                            topic.topicName(),
                            "keeps records for %d h, less than %d days"
                                    .formatted(actual / 3_600_000, topic.retention().toDays()),
                            alter(topic, TopicConfig.RETENTION_MS_CONFIG, Long.toString(wanted))));
        }
        long bytes = number(config, TopicConfig.RETENTION_BYTES_CONFIG);
        if (bytes != UNLIMITED) {
            problems.add(
                    new TopicProblem(
                            topic.topicName(),
                            "drops records early when a partition exceeds " + bytes + " bytes",
                            alter(topic, TopicConfig.RETENTION_BYTES_CONFIG, "-1")));
        }
    }

    private void checkSize(Topic topic, Config config, List<TopicProblem> problems) {
        long actual = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (actual < EventWriter.MAX_RECORD_BYTES + HEADROOM_BYTES) {
            problems.add(
                    new TopicProblem(
                            topic.topicName(),
                            "takes records of at most " + actual + " bytes",
                            alter(
                                    topic,
                                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                    Integer.toString(TopicShape.MAX_MESSAGE_BYTES))));
        }
    }

    /** With acks=all, {@code min.insync.replicas} says how many brokers must be up for a write. */
    private void checkReplication(
            TopicDescription description, Config config, List<TopicProblem> problems) {
        int replication =
                description.partitions().stream()
                        .mapToInt(p -> p.replicas().size())
                        .min()
                        .orElse(0);
        long inSync = number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        String setting = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=" + inSync;
        if (inSync > replication) {
            problems.add(
                    inSync(
                            description,
                            setting + " of " + replication + " replicas refuses every write",
                            1));
        } else if (replication > 1 && inSync == replication) {
            problems.add(
                    inSync(
                            description,
                            setting + " refuses writes while one broker is down",
                            replication - 1));
        } else if (replication > 2 && inSync == 1) {
            problems.add(
                    inSync(
                            description,
                            setting + " can lose acknowledged records with one broker",
                            2));
        }
    }

    private TopicProblem inSync(TopicDescription description, String what, int better) {
        return new TopicProblem(
                description.name(),
                what,
                alter(
                        description.name(),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(better)));
    }

    private String alter(Topic topic, String key, String value) {
        return alter(topic.topicName(), key, value);
    }

    private String alter(String topic, String key, String value) {
        return "run: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(bootstrapServers, topic, key, value);
    }

    private static long number(Config config, String key) {
        return Long.parseLong(text(config, key));
    }

    private static String text(Config config, String key) {
        var entry = config.get(key);
        if (entry == null || entry.value() == null) {
            throw new IllegalStateException("the broker does not tell " + key);
        }
        return entry.value();
    }
}
