package dev.sluice.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeProposed;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeadLetterReader;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import dev.sluice.events.wire.EventReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ingest over a real broker: what is acknowledged, committed, and given up. */
@QuarkusTest
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@Timeout(600)
class IngestIT {

    private static final TopicPartition DELIVERIES = new TopicPartition(Topic.Names.DELIVERIES, 0);

    @Test
    void aDeliveryBecomesAChange() {
        assertThat(deliver("it-1", payload("")).statusCode()).isEqualTo(202);

        ConsumerRecord<String, byte[]> record = await(Topic.CHANGES, of("it-1"));
        Event<?> event = EventReader.read(record);
        assertThat(event.fact()).isInstanceOf(ChangeProposed.class);
        assertThat(record.key()).isEqualTo("github/7");
    }

    @Test
    void aDeliveryOfSeveralRecordsBecomesAChange() {
        assertThat(deliver("it-2", payload(" ".repeat(3_000_000))).statusCode()).isEqualTo(202);

        await(Topic.CHANGES, of("it-2"));
        assertThat(records(Topic.DELIVERIES, of("it-2"))).hasSize(4);
    }

    @Test
    void whatCannotBeReadOrTranslatedIsADeadLetterAndThePartitionMovesOn() {
        send(new ProducerRecord<>(Topic.Names.DELIVERIES, "somebody", "random".getBytes(UTF_8)));
        assertThat(deliver("it-3", "{\"action\":\"opened\"}").statusCode()).isEqualTo(202);
        assertThat(deliver("it-4", payload("")).statusCode()).isEqualTo(202);

        await(Topic.CHANGES, of("it-4"));
        ConsumerRecord<String, byte[]> foreign =
                await(Topic.DEAD_LETTERS, record -> "somebody".equals(record.key()));
        assertThat(foreign.value()).isEqualTo("random".getBytes(UTF_8));
        assertThat(DeadLetterReader.read(foreign).failure().reason())
                .isEqualTo("header ce_type is missing");
        ConsumerRecord<String, byte[]> lacking = await(Topic.DEAD_LETTERS, of("it-3"));
        assertThat(DeadLetterReader.read(lacking).failure().reason())
                .isEqualTo("pull_request is missing");
        assertThat(lacking.headers().lastHeader("sluice_delivery").value())
                .isEqualTo("it-3".getBytes(UTF_8));
    }

    @Test
    void theOffsetStaysBeforeADeliveryThatIsNotComplete() {
        List<ProducerRecord<String, byte[]>> parts = parts("it-5", payload(" ".repeat(1_000_000)));
        long first = send(parts.getFirst());
        assertThat(deliver("it-6", payload("")).statusCode()).isEqualTo(202);
        await(Topic.CHANGES, of("it-6"));

        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(2))
                .until(() -> committed() <= first);

        long last = send(parts.getLast());
        await(Topic.CHANGES, of("it-5"));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> committed() > last);
    }

    @Test
    void withoutABrokerTheAnswerIs503InTimeAndNothingIsNeededAfterwards() {
        deliver("it-7", "not json"); // warms the client up
        RealBroker.current().stopServer();
        try {
            Instant start = Instant.now();

            Response response = deliver("it-7", payload(""));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isEqualTo("10");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            RealBroker.current().startServer();
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> deliver("it-7", payload("")).statusCode() == 202);
        await(Topic.CHANGES, of("it-7"));
    }

    static Response deliver(String deliveryId, String body) {
        return deliver(deliveryId, body, "the one before");
    }

    static Response deliver(String deliveryId, String body, String secret) {
        byte[] bytes = body.getBytes(UTF_8);
        return RestAssured.given()
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", deliveryId)
                .header("X-Hub-Signature-256", sign(bytes, secret))
                .body(bytes)
                .post("/webhooks/github");
    }

    private static String sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String payload(String padding) {
        try (InputStream file =
                IngestIT.class.getResourceAsStream("/github/pull_request.opened.json")) {
            String json = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            return json.replaceFirst("\\{", "{" + padding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UUID correlationId(String deliveryId) {
        return DeterministicId.of("delivery", "github", deliveryId);
    }

    static Predicate<ConsumerRecord<String, byte[]>> of(String deliveryId) {
        byte[] id = correlationId(deliveryId).toString().getBytes(UTF_8);
        return record -> {
            var header = record.headers().lastHeader("ce_correlationid");
            return header != null && Arrays.equals(header.value(), id);
        };
    }

    private static List<ProducerRecord<String, byte[]>> parts(String deliveryId, String body) {
        var delivery =
                new Delivery(
                        correlationId(deliveryId),
                        "github",
                        7L,
                        "pull_request",
                        deliveryId,
                        "application/json",
                        Instant.now(),
                        null,
                        body.getBytes(UTF_8));
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (Message<byte[]> message : DeliveryWriter.messages(delivery)) {
            var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            records.add(
                    new ProducerRecord<>(
                            metadata.getTopic(),
                            null,
                            (String) metadata.getKey(),
                            message.getPayload(),
                            metadata.getHeaders()));
        }
        return records;
    }

    private static long send(ProducerRecord<String, byte[]> record) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", RealBroker.current().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long committed() {
        try (Admin admin =
                Admin.create(
                        Map.of("bootstrap.servers", RealBroker.current().bootstrapServers()))) {
            var offset =
                    admin.listConsumerGroupOffsets("sluice.ingest")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(DELIVERIES);
            return offset == null ? 0 : offset.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static ConsumerRecord<String, byte[]> await(
            Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> records(topic, wanted), found -> !found.isEmpty())
                .getFirst();
    }

    static List<ConsumerRecord<String, byte[]>> records(
            Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var partition = new TopicPartition(topic.topicName(), 0);
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", RealBroker.current().bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            found.removeIf(wanted.negate());
            return found;
        }
    }
}
