package dev.sluice.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is on a topic: over a real broker and a real database it is listed and read again. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@Timeout(600)
class DeadLettersIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    static Stream<Arguments> badRecords() {
        byte[] random = {0, (byte) 0xFF, (byte) 0xC3, 0x28, 7};
        var flood = typed("dev.sluice.delivery.accepted.v1");
        for (int i = 0; i < 30_000; i++) {
            flood.headers().add("x" + i, new byte[20]);
        }
        return Stream.of(
                Arguments.of("random bytes", plain(random, random), "header ce_type is missing"),
                Arguments.of(
                        "unknown schema version",
                        typed("dev.sluice.delivery.accepted.v9"),
                        "only dev.sluice.delivery.accepted.v1 may be on this topic"),
                Arguments.of(
                        "null value",
                        withParts(plain("k".getBytes(UTF_8), null)),
                        "the record has no value"),
                Arguments.of("null key and value", plain(null, null), "header ce_type is missing"),
                Arguments.of(
                        "2 MB record",
                        plain("k".getBytes(UTF_8), new byte[2_000_000]),
                        "the record has 2000000 bytes, at most 900000 are read"),
                Arguments.of("header flood", flood, "the record has 30001 headers of "),
                Arguments.of(
                        "future timestamp",
                        new ProducerRecord<>(
                                Topic.Names.DELIVERIES,
                                0,
                                Instant.now().plus(Duration.ofDays(400)).toEpochMilli(),
                                "k".getBytes(UTF_8),
                                "{}".getBytes(UTF_8)),
                        "the record's timestamp lies in the future"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void isListedWithTheReasonAndThePartitionMovesOn(
            String kind, ProducerRecord<byte[], byte[]> bad, String reason) {
        long offset = send(bad);
        String delivery = "after-" + UUID.randomUUID();

        assertThat(IngestIT.deliver(delivery, IngestIT.payload("")).statusCode()).isEqualTo(202);

        IngestIT.await(Topic.CHANGES, IngestIT.of(delivery));
        Map<String, Object> letter = letterAt(offset);
        assertThat(letter.get("reason").toString()).as(kind).startsWith(reason);
        assertThat(letter)
                .containsEntry("service", "ingest")
                .containsEntry("reader", "sluice.ingest")
                .containsEntry("topic", Topic.Names.DELIVERIES)
                .containsEntry("partition", 0)
                .containsEntry("attempts", 1)
                .containsEntry("errorClass", "dev.sluice.events.wire.UnreadableRecordException")
                .containsEntry("status", "open");
    }

    @Test
    void aDeliveryIsTranslatedOnceItsCauseIsMended() throws SQLException {
        String delivery = "mended-" + UUID.randomUUID();
        String id = failing(delivery, IngestIT.payload(" ".repeat(2_000_000)));

        assertThat(replay(id).statusCode()).isEqualTo(202);
        var change = IngestIT.await(Topic.CHANGES, IngestIT.of(delivery));

        assertThat(EventReader.read(change).fact()).isInstanceOf(ChangeProposed.class);
        assertThat(replay(id).statusCode()).as("the second time").isEqualTo(200);
        assertThat(letter(id)).containsEntry("status", "replayed").containsEntry("parts", 3);
        assertThat(IngestIT.records(Topic.REPLAYS, record -> id.equals(record.key()))).hasSize(1);
        assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(delivery))).hasSize(1);
        assertThat(
                        IngestIT.records(Topic.AUDIT, _ -> true).stream()
                                .map(record -> (ActRecorded) EventReader.read(record).fact())
                                .filter(act -> act.about().equals(id)))
                .extracting(ActRecorded::action)
                .containsExactly("dead-letter.replayed");
    }

    @Test
    void aReplayThatFailsAgainIsOnTheListAgain() {
        long offset = send(plain("k".getBytes(UTF_8), "never".getBytes(UTF_8)));
        String id = letterAt(offset).get("id").toString();

        replay(id);

        await().atMost(A_WHILE)
                .untilAsserted(() ->
                        assertThat(letter(id))
                                .containsEntry("status", "open")
                                .containsEntry("attempts", 2)
                                .containsEntry("replays", 1)
                                .containsEntry("reason", "header ce_type is missing"));
    }

    // ---- what the tests above say in one word

    /** A delivery that the database did not let through, which it would now. */
    private static String failing(String delivery, String body) throws SQLException {
        letters(); // the schema is made when it is first needed
        sql("alter table ingest.change rename to change_away");
        try {
            assertThat(IngestIT.deliver(delivery, body).statusCode()).isEqualTo(202);
            return await().atMost(A_WHILE)
                    .until(() -> idOf(delivery), found -> !found.isEmpty())
                    .getFirst();
        } finally {
            sql("alter table ingest.change_away rename to change");
        }
    }

    private static List<String> idOf(String delivery) {
        return letters().stream()
                .filter(letter -> delivery.equals(letter.get("delivery")))
                .map(letter -> letter.get("id").toString())
                .toList();
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:"
                                        + TestPostgres.gate().port()
                                        + "/postgres",
                                "postgres",
                                "");
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    private static Map<String, Object> letterAt(long offset) {
        return await().atMost(A_WHILE)
                .until(
                        () ->
                                letters().stream()
                                        .filter(letter ->
                                                letter.get("offset").toString().equals("" + offset))
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<Map<String, Object>> letters() {
        return request("?status=all&limit=200&topic=" + Topic.Names.DELIVERIES).path("deadLetters");
    }

    private static Map<String, Object> letter(String id) {
        return request("/" + id).path("deadLetter");
    }

    private static Response request(String rest) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .get("/api/v1/dead-letters" + rest);
    }

    private static Response replay(String id) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .post("/api/v1/dead-letters/" + id + "/replay");
    }

    private static ProducerRecord<byte[], byte[]> plain(byte[] key, byte[] value) {
        return new ProducerRecord<>(Topic.Names.DELIVERIES, key, value);
    }

    private static ProducerRecord<byte[], byte[]> typed(String type) {
        var record = plain("k".getBytes(UTF_8), "{}".getBytes(UTF_8));
        record.headers().add("ce_type", type.getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> withParts(ProducerRecord<byte[], byte[]> record) {
        Map.of(
                        "ce_type", "dev.sluice.delivery.accepted.v1",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/sluice/ingest",
                        "sluice_part", "1",
                        "sluice_parts", "1",
                        "sluice_bytes", "0")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private static long send(ProducerRecord<byte[], byte[]> record) {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                RealBroker.current().bootstrapServers(),
                                "max.request.size",
                                4_000_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
