package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** What the broker says about the readers of our topics. */
final class ConsumerGroups {

    /** The least that each service has to read before a change can pass. */
    private static final Map<String, Set<Topic>> READ =
            Map.of(
                    "sluice.ingest", Set.of(Topic.DELIVERIES),
                    "sluice.scanner-workers", Set.of(Topic.CHANGES),
                    "sluice.policy-engine", Set.of(Topic.CHANGES, Topic.SCANS),
                    "sluice.notifier", Set.of(Topic.CHANGES, Topic.DECISIONS));

    private ConsumerGroups() {}

    /** Makes every group read everything again; none of their members may run. */
    static void resetToEarliest(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String group : READ.keySet()) {
                await(group + " is empty")
                        .atMost(Duration.ofMinutes(2))
                        .until(() ->
                                admin.describeConsumerGroups(Set.of(group))
                                                .all()
                                                .get(2, TimeUnit.MINUTES)
                                                .get(group)
                                                .groupState()
                                        == GroupState.EMPTY);
                Map<TopicPartition, OffsetAndMetadata> beginnings =
                        committed(admin, group).keySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                partition -> partition,
                                                _ -> new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group, beginnings).all().get(2, TimeUnit.MINUTES);
            }
        } catch (InterruptedException
                | ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("cannot reset the groups", e);
        }
    }

    /** Waits until every group has read to what was the end of its topics at this moment. */
    static void awaitCaughtUp(String bootstrapServers, Duration atMost) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String group : READ.keySet()) {
                Set<TopicPartition> partitions = committed(admin, group).keySet();
                var ends =
                        admin.listOffsets(
                                        partitions.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                partition -> partition,
                                                                _ -> OffsetSpec.latest())))
                                .all()
                                .get(2, TimeUnit.MINUTES);
                await(group + " has read everything")
                        .atMost(atMost)
                        .untilAsserted(() -> {
                            var committed = committed(admin, group);
                            ends.forEach((partition, end) ->
                                    assertThat(committed.get(partition).offset())
                                            .as("%s of %s", partition, group)
                                            .isGreaterThanOrEqualTo(end.offset()));
                        });
            }
        } catch (InterruptedException
                | ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("cannot ask the groups", e);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(2, TimeUnit.MINUTES);
    }

    /** Waits until no group is rebalancing and each partition that is to be read has a reader. */
    static void awaitSettled(String bootstrapServers, Duration atMost) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await("the services read their topics")
                    .atMost(atMost)
                    .untilAsserted(() -> assertSettled(admin));
        }
    }

    private static void assertSettled(Admin admin)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        var groups = admin.describeConsumerGroups(READ.keySet()).all().get(2, TimeUnit.MINUTES);
        var topics =
                admin.describeTopics(
                                READ.values().stream()
                                        .flatMap(Set::stream)
                                        .map(Topic::topicName)
                                        .collect(Collectors.toSet()))
                        .allTopicNames()
                        .get(2, TimeUnit.MINUTES);
        READ.forEach((name, read) -> {
            ConsumerGroupDescription group = groups.get(name);
            assertThat(group).as(name).isNotNull();
            assertThat(group.groupState()).as("%s", group).isEqualTo(GroupState.STABLE);
            Set<TopicPartition> wanted =
                    read.stream()
                            .map(topic -> topics.get(topic.topicName()))
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(partition ->
                                                    new TopicPartition(
                                                            topic.name(), partition.partition())))
                            .collect(Collectors.toSet());
            assertThat(group.members())
                    .as("%s", group)
                    .flatExtracting(member -> member.assignment().topicPartitions())
                    .containsAll(wanted);
        });
    }
}
