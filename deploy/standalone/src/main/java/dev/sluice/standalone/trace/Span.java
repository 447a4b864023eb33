package dev.sluice.standalone.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * What of each partition is to be read.
 *
 * @param starts the first offset; partitions in which there is nothing are left out
 * @param ends the offset behind the last one
 */
record Span(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

    /** From this time on to where the partitions end now. */
    static Span of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(
                        partitions.stream()
                                .collect(
                                        Collectors.toMap(
                                                p -> p, _ -> Math.max(0, since.toEpochMilli()))));
        var starts = new HashMap<TopicPartition, Long>();
        found.forEach((partition, start) -> {
            if (start != null && start.offset() < end(ends, partition)) {
                starts.put(partition, start.offset());
            }
        });
        return new Span(starts, ends);
    }

    Set<TopicPartition> partitions() {
        return starts.keySet();
    }

    /** About how many records there are. */
    long size() {
        return starts.entrySet().stream()
                .mapToLong(start -> end(ends, start.getKey()) - start.getValue())
                .sum();
    }

    boolean holds(ConsumerRecord<?, ?> record) {
        return record.offset() < end(ends, new TopicPartition(record.topic(), record.partition()));
    }

    /** Those of the assigned partitions of which there is more to read. */
    List<TopicPartition> unfinished(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .filter(partition -> consumer.position(partition) < end(ends, partition))
                .toList();
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }
}
