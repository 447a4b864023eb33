package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Repository;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Service;
import dev.sluice.events.Submission;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.events.wire.SubmissionWriter;
import dev.sluice.scanners.submitted.Documents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From records of what was handed in to records of what it says. */
@QuarkusTest
@QuarkusTestResource(Forge.class)
class SubmissionWorkerTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @BeforeEach
    void forget() {
        sent().clear();
    }

    @Test
    void tellsWhatADocumentSays() {
        Event<?> asked = submit(sarif(501)).getLast();

        List<Event<?>> events = receive(3);

        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.SUBMISSION_REPORTED,
                        EventType.SUBMISSION_REPORTED,
                        EventType.SUBMISSION_COMPLETED);
        var end = (SubmissionCompleted) events.getLast().fact();
        assertThat(end.scanner()).isEqualTo("checker/default");
        assertThat(end.findings()).isEqualTo(501);
        assertThat(end.digest())
                .isEqualTo(
                        FindingsDigest.of(
                                events.stream()
                                        .map(Event::fact)
                                        .filter(SubmissionReported.class::isInstance)
                                        .map(SubmissionReported.class::cast)
                                        .flatMap(part -> part.findings().stream())
                                        .toList()));
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.source()).isEqualTo(Service.SCANNER_WORKERS);
                    assertThat(event.correlationId()).isEqualTo(asked.correlationId());
                    assertThat(((SubmissionFact) event.fact()).submission())
                            .isEqualTo(submission());
                });
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.get() == 1);
    }

    @Test
    void tellsTheSameUnderTheSameIdsWhenItComesAgain() {
        submit(sarif(1));
        List<Event<?>> first = receive(2);
        sent().clear();

        submit(sarif(1));

        assertThat(receive(2))
                .extracting(Event::id)
                .isEqualTo(first.stream().map(Event::id).toList());
    }

    @Test
    void saysWhyADocumentIsNoResult() {
        submit("{\"version\": \"2.0.0\", \"runs\": []}");

        var failed = (SubmissionFailed) receive(1).getFirst().fact();

        assertThat(failed.scanner()).isEqualTo("sarif/default");
        assertThat(failed.reason()).isEqualTo(ScanFailure.MALFORMED);
        assertThat(failed.message()).contains("2.0.0");
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.get() == 1);
    }

    @Test
    void whatNobodyCanReadIsRefusedAndTheNextIsRead() {
        send("github/7", "nonsense".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        submit(sarif(0));

        assertThat(receive(1).getFirst().type()).isEqualTo(EventType.SUBMISSION_COMPLETED);
        await().atMost(Duration.ofMinutes(2)).until(() -> refused.get() == 1);
    }

    private static String sarif(int results) {
        return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\":"
                + " \"Checker\"}}, \"results\": ["
                + IntStream.range(0, results)
                        .mapToObj(i ->
                                "{\"ruleId\": \"r%d\", \"message\": {\"text\": \"m\"}}"
                                        .formatted(i))
                        .collect(Collectors.joining(","))
                + "]}]}";
    }

    private static Submission submission() {
        return new Submission(
                DeterministicId.of("submission"),
                new Repository("github", 7, 1, "ada", "example"),
                "1".repeat(40),
                "refs/heads/main",
                SubmissionFormat.SARIF,
                "default",
                Instant.parse("2026-11-21T10:00:00Z"));
    }

    private List<? extends Event<?>> submit(String document) {
        var events =
                SubmissionWriter.events(
                        submission(),
                        null,
                        Documents.gzip(document.getBytes(StandardCharsets.UTF_8)),
                        null);
        for (var event : events) {
            var record = EventWriter.record(event);
            send(record.key(), record.value(), record.headers());
        }
        return events;
    }

    private void send(String key, byte[] value, Headers headers) {
        var record =
                new ConsumerRecord<>(
                        Topic.SUBMISSIONS.topicName(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        new RecordHeaders(headers),
                        Optional.empty());
        channels.<Message<byte[]>>source("scanners-submissions-in")
                .send(
                        Message.of(
                                value,
                                Metadata.of(
                                        new IncomingKafkaRecordMetadata<>(
                                                record, "scanners-submissions-in")),
                                () -> {
                                    acknowledged.incrementAndGet();
                                    return CompletableFuture.completedFuture(null);
                                },
                                reason -> {
                                    refused.incrementAndGet();
                                    return CompletableFuture.completedFuture(null);
                                }));
    }

    private List<Event<?>> receive(int count) {
        await().atMost(Duration.ofMinutes(2)).until(() -> sent().received().size() >= count);
        return sent().received().stream().<Event<?>>map(SubmissionWorkerTest::read).toList();
    }

    private InMemorySink<byte[]> sent() {
        return channels.sink("scans-out");
    }

    private static Event<?> read(Message<byte[]> message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        return EventReader.read(
                new ConsumerRecord<>(
                        Topic.SCANS.topicName(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        String.valueOf(metadata.getKey()),
                        message.getPayload(),
                        metadata.getHeaders(),
                        Optional.empty()));
    }
}
