package dev.sluice.standalone.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Topic;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.topics.TopicAdministration;
import dev.sluice.standalone.topics.TopicShape;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicLogIT {

    private static final Progress QUIET = new Progress(new PrintWriter(Writer.nullWriter()), false);

    @TempDir private static Path directory;
    private static EmbeddedBroker broker;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedBroker(directory.resolve("broker"));
        try (var topics = new TopicAdministration(broker.bootstrapServers(), Map.of())) {
            topics.create(TopicShape.forOneBroker());
        }
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        for (int i = 0; i < 500; i++) {
            send(another(i));
        }
        List<Message<byte[]>> parts = DeliveryWriter.messages(delivery());
        assertThat(parts).hasSize(2);
        for (Message<byte[]> part : parts) {
            var metadata = part.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            producer.send(
                            new ProducerRecord<>(
                                    Topic.Names.DELIVERIES,
                                    null,
                                    (String) metadata.getKey(),
                                    part.getPayload(),
                                    metadata.getHeaders()))
                    .get();
        }
        send(Way.event(Way.proposed()));
        send(Way.event(Way.decided(1, Verdict.PASS)));
        send(Way.event(Way.published(1, "success")));
        ProducerRecord<String, byte[]> broken = EventWriter.record(Way.event(Way.closed()));
        producer.send(
                        new ProducerRecord<>(
                                broken.topic(),
                                null,
                                broken.key(),
                                "{".getBytes(UTF_8),
                                broken.headers()))
                .get();
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void findsEveryRecordOfADeliveryOverAllTopics() {
        Trace trace = read(Way.ID, Instant.EPOCH);

        assertThat(trace.steps().getFirst())
                .isInstanceOfSatisfying(
                        Step.Accepted.class,
                        accepted -> assertThat(accepted.deliveryId()).isEqualTo("a-1"));
        assertThat(trace.steps())
                .filteredOn(Step.Raised.class::isInstance)
                .extracting(step -> ((Step.Raised) step).event().type())
                .containsExactly(
                        EventType.CHANGE_PROPOSED,
                        EventType.CHANGE_DECIDED,
                        EventType.PUBLICATION_DELIVERED);
        assertThat(trace.steps()).hasAtLeastOneElementOfType(Step.Unreadable.class).hasSize(5);
        assertThat(trace.looked()).isGreaterThanOrEqualTo(505);
        assertThat(trace.unread()).isEmpty();
    }

    @Test
    void readsNothingThatWasWrittenBefore() {
        Trace trace = read(Way.ID, Instant.now().plusSeconds(60));

        assertThat(trace.steps()).isEmpty();
        assertThat(trace.looked()).isZero();
    }

    @Test
    void findsNothingOfAnId() {
        assertThat(read(new UUID(1, 2), Instant.EPOCH).steps()).isEmpty();
    }

    @Test
    void findsTheBrokerOfADirectory() throws Exception {
        assertThat(EmbeddedBroker.lastBootstrapServers(directory.resolve("broker")))
                .contains(broker.bootstrapServers());
        assertThat(EmbeddedBroker.lastBootstrapServers(directory.resolve("none"))).isEmpty();
    }

    @Test
    void saysWhenThereAreNoTopics(@TempDir Path empty) throws Exception {
        var other = new EmbeddedBroker(empty);
        try (var log = new TopicLog(other.bootstrapServers(), Map.of())) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> log.read(Way.ID, Instant.EPOCH, QUIET))
                    .withMessageStartingWith("there are no topics of Sluice at");
        } finally {
            other.close();
        }
    }

    @Test
    void saysWhenNoBrokerAnswers() {
        try (var log = new TopicLog("127.0.0.1:1", Map.of("default.api.timeout.ms", "1500"))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> log.read(Way.ID, Instant.EPOCH, QUIET))
                    .withMessageStartingWith("no Kafka broker answers at 127.0.0.1:1");
        }
    }

    private static Trace read(UUID id, Instant since) {
        try (var log = new TopicLog(broker.bootstrapServers(), Map.of())) {
            return log.read(id, since, QUIET);
        }
    }

    private static void send(Event<?> event) throws Exception {
        producer.send(EventWriter.record(event)).get();
    }

    private static Event<?> another(int i) {
        Event<?> event = Way.event(Way.proposed());
        return new Event<>(
                new UUID(9, i),
                event.source(),
                event.time(),
                new UUID(8, i),
                null,
                null,
                event.fact());
    }

    /** Of two parts. */
    private static Delivery delivery() {
        String body = "{\"text\": \"" + "x".repeat(EventWriter.MAX_RECORD_BYTES) + "\"}";
        return new Delivery(
                Way.ID,
                "github",
                7L,
                "pull_request",
                "a-1",
                "application/json",
                Way.NOON,
                null,
                body.getBytes(UTF_8));
    }
}
