package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.ActRecorded;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Event;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeadLetterReader;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records that nobody can read: they are put aside with the reason, and what comes after them is
 * served.
 */
class DeadLetterIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private static ServicePerJvm line;
    private static Path administrator;

    @BeforeAll
    static void start(@TempDir Path directory, @TempDir Path data) throws Exception {
        administrator = data;
        Files.writeString(DataDirectory.administratorToken(data), Uploads.token());
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
            names = {
                "DELIVERIES",
                "CHANGES",
                "SUBMISSIONS",
                "SCAN_REQUESTS",
                "SCANS",
                "DECISIONS",
                "REPLAYS"
            })
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

    @ParameterizedTest
    @CsvSource({
        "dev.sluice.change.teleported.v7, /sluice/ingest,   is not known here",
        "dev.sluice.change.closed.v1,     /sluice/notifier, may not write to sluice.changes",
    })
    void aRecordOfAForeignTypeOrSourceIsPutAside(String type, String source, String reason)
            throws Exception {
        String key = "foreign-" + UUID.randomUUID();
        var record =
                new ProducerRecord<>(
                        Topic.Names.CHANGES, key, "{}".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                .add("ce_type", type.getBytes(StandardCharsets.UTF_8))
                .add("ce_source", source.getBytes(StandardCharsets.UTF_8));
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
                                .anyMatch(dead ->
                                        key.equals(dead.key())
                                                && DeadLetterReader.read(dead)
                                                        .failure()
                                                        .reason()
                                                        .contains(reason)));
        theLineStillWorks();
    }

    @Test
    void whatFailedForACauseThatIsMendedEndsInOneVerdictHoweverOftenItIsReplayed()
            throws Exception {
        var repository = line.forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        sql("alter table policy.scan_fact rename to scan_fact_away");
        List<JsonNode> letters;
        try {
            UUID correlation = deliver(proposal);
            await().atMost(A_WHILE).until(() -> isScanned(correlation));
            long records = 1 + scans(correlation);
            letters =
                    await().atMost(A_WHILE)
                            .until(() -> letters(correlation), found -> found.size() == records);
        } finally {
            sql("alter table policy.scan_fact_away rename to scan_fact");
        }
        assertThat(letters)
                .allSatisfy(letter -> {
                    assertThat(letter.path("topic").asText())
                            .isIn(Topic.Names.CHANGES, Topic.Names.SCANS);
                    assertThat(letter.path("attempts").asInt()).isEqualTo(1);
                });
        String[] ids =
                letters.stream().map(letter -> letter.path("id").asText()).toArray(String[]::new);
        assertThat(sluice("show", ids[0])).contains("scan_fact", "policy-engine", "open");

        sluice("replay", ids);

        await().atMost(A_WHILE).until(() -> states(proposal).contains("success"));
        sluice("replay", ids);
        assertThat(line.log().records(Topic.REPLAYS)).hasSize(ids.length);
        assertThat(
                        line.log()
                                .facts(
                                        ActRecorded.class,
                                        act -> act.action().equals("dead-letter.replayed")))
                .extracting(ActRecorded::about)
                .containsExactlyInAnyOrder(ids);
        await().during(Duration.ofSeconds(5))
                .atMost(A_WHILE)
                .until(() -> states(proposal).equals(List.of("success")));
        assertThat(
                        line.log()
                                .facts(
                                        ChangeDecided.class,
                                        d -> d.revision().headSha().equals(proposal.headSha())))
                .extracting(ChangeDecided::sequence)
                .containsOnly(1L);
        assertThat(sluice("show", ids[0])).contains("replayed", "administrator");
    }

    @Test
    void whatCannotBeMendedIsDroppedForAReason() throws Exception {
        String key = "hopeless-" + UUID.randomUUID();
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", line.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.Names.DECISIONS, key, new byte[] {1, 2, 3}))
                    .get();
        }
        await().atMost(A_WHILE)
                .until(() ->
                        line.log().records(Topic.DEAD_LETTERS).stream()
                                .anyMatch(dead -> key.equals(dead.key())));
        String id =
                await().atMost(A_WHILE)
                        .until(() -> idOf(key), found -> !found.isEmpty())
                        .getFirst();

        assertThat(sluice("drop", id, "--reason", "nobody knows what it was"))
                .contains(Topic.Names.DECISIONS, "is dropped: nobody knows what it was");

        assertThat(idOf(key)).isEmpty();
        assertThat(sluice("show", id)).contains("dropped", "nobody knows what it was");
        var refused = SluiceCommand.outcome(arguments("replay", id));
        assertThat(refused.exitCode()).isEqualTo(64);
        assertThat(refused.output()).contains("dropped by administrator");
    }

    private static List<String> idOf(String key) throws IOException {
        return list("--service", "notifier").stream()
                .filter(letter -> key.equals(letter.path("key").asText()))
                .map(letter -> letter.path("id").asText())
                .toList();
    }

    private static List<JsonNode> letters(UUID correlation) throws IOException {
        return list("--service", "policy-engine").stream()
                .filter(letter ->
                        correlation.toString().equals(letter.path("correlationId").asText()))
                .toList();
    }

    private static List<JsonNode> list(String... more) throws IOException {
        var options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--format", "json", "--limit", "10000"));
        var letters = new ArrayList<JsonNode>();
        Json.mapper()
                .readTree(sluice("list", options.toArray(String[]::new)))
                .forEach(letters::add);
        return letters;
    }

    private static String sluice(String command, String... more) {
        return SluiceCommand.run(arguments(command, more));
    }

    private static String[] arguments(String command, String... more) {
        var arguments = new ArrayList<>(List.of("dead-letters", command));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of("--server", line.ingest().toString(), "--data", administrator.toString()));
        return arguments.toArray(String[]::new);
    }

    private static boolean isScanned(UUID correlation) {
        return line.log().of(correlation).stream()
                .map(Event::fact)
                .flatMap(fact ->
                        fact instanceof ChangeDescribed described
                                ? Stream.of(described.plan())
                                : Stream.empty())
                .anyMatch(plan ->
                        line.log().of(correlation).stream()
                                        .filter(event ->
                                                event.fact() instanceof ScanCompleted
                                                        || event.fact() instanceof ScanSkipped)
                                        .count()
                                >= plan.size());
    }

    private static long scans(UUID correlation) {
        return line.log().of(correlation).stream()
                .filter(event -> event.type().topic() == Topic.SCANS)
                .count();
    }

    private static UUID deliver(ForgeFixture.Proposal proposal) throws IOException {
        var answer = Webhooks.send(line, "pull_request", proposal.event("opened"));
        assertThat(answer.statusCode()).isEqualTo(202);
        return UUID.fromString(
                Json.mapper().readTree(answer.body()).path("correlationId").asText());
    }

    private static List<String> states(ForgeFixture.Proposal proposal) {
        return proposal.repository().statuses(proposal.headSha(), "sluice/main").stream()
                .map(ForgeFixture.Status::state)
                .filter(state -> !state.equals("pending"))
                .toList();
    }

    private static void sql(String statement) throws SQLException {
        var database = line.database();
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var work = connection.createStatement()) {
            work.execute(statement);
        }
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
