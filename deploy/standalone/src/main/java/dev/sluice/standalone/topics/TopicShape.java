package dev.sluice.standalone.topics;

import dev.sluice.events.Topic;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics are to be made.
 *
 * @param partitions of every topic
 * @param replication of every topic; absent to leave it to the cluster
 */
public record TopicShape(int partitions, Optional<Short> replication) {

    /** The largest event and the headers of a dead letter fit in with room to spare; in bytes. */
    static final int MAX_MESSAGE_BYTES = 1_048_588;

    public TopicShape {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", at least 1");
        }
        if (replication.isPresent() && replication.get() < 1) {
            throw new IllegalArgumentException(
                    "replication is " + replication.get() + ", at least 1");
        }
    }

    /** What one broker can hold. */
    public static TopicShape forOneBroker() {
        return new TopicShape(Topic.PARTITIONS, Optional.of((short) 1));
    }

    NewTopic of(Topic topic) {
        return new NewTopic(topic.topicName(), Optional.of(partitions), replication)
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(topic.retention().toMillis()),
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(MAX_MESSAGE_BYTES)));
    }
}
