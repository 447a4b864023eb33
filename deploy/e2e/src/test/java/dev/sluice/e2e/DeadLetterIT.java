package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records that nobody can read: they are put aside with the reason, and what comes after them is
 * served.
 */
class DeadLetterIT {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private static ServicePerJvm line;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        line = ServicePerJvm.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"DELIVERIES", "CHANGES", "SCANS", "DECISIONS"})
    void aBrokenRecordGoesToTheDeadLettersAndThePartitionMovesOn(Topic topic) throws Exception {
        String marker = "broken-" + UUID.randomUUID();
        List<byte[]> broken =
                List.of(
                        marker.getBytes(StandardCharsets.UTF_8),
                        ("{\"" + marker + "\":").getBytes(StandardCharsets.UTF_8),
                        ("[".repeat(100_000) + marker).getBytes(StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", line.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic.topicName()).size();
            for (int partition = 0; partition < partitions; partition++) {
                for (byte[] value : broken) {
                    producer.send(new ProducerRecord<>(topic.topicName(), partition, marker, value))
                            .get();
                }
                producer.send(new ProducerRecord<>(topic.topicName(), partition, null, null)).get();
            }
            int readers = topic.consumers().size();
            await().atMost(A_WHILE)
                    .untilAsserted(() ->
                            assertThat(
                                            line.log().records(Topic.DEAD_LETTERS).stream()
                                                    .filter(record -> marker.equals(record.key())))
                                    .hasSize(partitions * broken.size() * readers));
        }

        theLineStillWorks();
    }

    @Test
    void aRecordWithAForeignTypeIsPutAside() throws Exception {
        String key = "foreign-" + UUID.randomUUID();
        var record =
                new ProducerRecord<>(
                        Topic.Names.CHANGES, key, "{}".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("ce_type", "dev.sluice.change.teleported.v7".getBytes(StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", line.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        }

        await().atMost(A_WHILE)
                .until(() ->
                        line.log().records(Topic.DEAD_LETTERS).stream()
                                .anyMatch(dead -> key.equals(dead.key())));
        theLineStillWorks();
    }

    private static void theLineStillWorks() {
        var repository = line.forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        assertThat(Webhooks.send(line, "pull_request", proposal.event("opened")).statusCode())
                .isEqualTo(202);
        await().atMost(A_WHILE)
                .until(() ->
                        repository.statuses(proposal.headSha(), "sluice/main").stream()
                                .anyMatch(status -> status.state().equals("success")));
    }
}
