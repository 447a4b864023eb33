package dev.sluice.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.SubmissionReader;
import dev.sluice.events.wire.SubmissionReader.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handing in over a real broker: what is answered 202 is there, what is not there is not. */
@QuarkusTest
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@Timeout(600)
class UploadIT {

    private static final TopicPartition SUBMISSIONS =
            new TopicPartition(Topic.Names.SUBMISSIONS, 0);

    @Test
    void whatIsAcceptedIsWholeOnTheTopicAndNothingIsAcceptedWithoutABroker() throws IOException {
        var document = new byte[3_000_000];
        new Random(1).nextBytes(document);

        Response accepted = post(document);

        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        Step.Complete<Long> stored = read();
        assertThat(stored.records()).as("parts").hasSizeGreaterThan(1);
        assertThat(stored.event().correlationId().toString())
                .isEqualTo(accepted.path("correlationId"));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(stored.compressed()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(document);
        }

        RealBroker.current().stopServer();
        try {
            Response refused = post(document);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
        } finally {
            RealBroker.current().startServer();
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> post(document).statusCode() == 202);
    }

    private static Response post(byte[] document) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .contentType("application/sarif+json")
                .body(document)
                .post(
                        "/api/v1/facts/scans?repository=acme/shop&repository-id=1&owner-id=2&commit="
                                + "a".repeat(40));
    }

    private static Step.Complete<Long> read() {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", RealBroker.current().bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(SUBMISSIONS));
            consumer.seekToBeginning(List.of(SUBMISSIONS));
            var reader = new SubmissionReader<Long>();
            for (int polls = 0; polls < 100; polls++) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (reader.next(record, record.offset()) instanceof Step.Complete<Long> whole) {
                        return whole;
                    }
                }
            }
            throw new AssertionError("the submission is not on the topic");
        }
    }
}
