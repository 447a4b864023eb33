package dev.sluice.policy.decide;

import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.revision;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScheduleReason;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.policy.EngineResource;
import dev.sluice.policy.Facts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;

/** The policy engine as it runs, from records on two topics to a record on a third. */
@QuarkusTest
@QuarkusTestResource(EngineResource.class)
class LineTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    @Test
    void decidesAChange() {
        Revision revision = revision(101, 'a');
        say("policy-changes-in", proposed(revision));
        say("policy-scans-in", described(revision, null));
        scan(revision, "secrets", secret(BaselineState.NEW, 3)).forEach(this::sayScan);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(verdicts(revision)).containsExactly(Verdict.FAIL));
    }

    @Test
    void decidesAtTheDeadline() {
        Revision revision = revision(102, 'a');
        say("policy-changes-in", proposed(revision));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(verdicts(revision)).containsExactly(Verdict.INDETERMINATE));
    }

    @Test
    void asksForTheScanOfARepositoryThatIsNew() {
        Revision baseline =
                Revision.of(ChangeId.baseline(Facts.REPOSITORY, "main"), "e".repeat(40), "main");
        say("policy-changes-in", new RepositoryConnected(baseline, Facts.REPOSITORY));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(channels.<byte[]>sink("scan-requests-out").received())
                                .singleElement()
                                .extracting(
                                        message -> event("sluice.scan-requests", message).fact())
                                .isEqualTo(
                                        new ScanScheduled(
                                                baseline,
                                                Facts.REPOSITORY,
                                                ScheduleReason.FIRST_CONTACT)));
    }

    @Test
    void goesOnAfterARecordThatNobodyCanRead() {
        Revision revision = revision(103, 'a');
        var unreadable = new ConsumerRecord<>("topic", 0, 0, "key", new byte[] {1, 2, 3});
        channels.source("policy-changes-in").send(unreadable);
        channels.source("policy-scans-in").send(unreadable);
        say("policy-changes-in", proposed(revision));
        say("policy-scans-in", described(revision, null));
        scan(revision, "secrets").forEach(this::sayScan);
        scan(revision, "dependencies").forEach(this::sayScan);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(verdicts(revision)).containsExactly(Verdict.PASS));
    }

    /** Its repository was deleted while it was scanned; the forge takes no answer any more. */
    @Test
    void takesResultsOfAClosedChangeAndDecidesNothing() {
        Revision closed = revision(104, 'a');
        var ends = new CopyOnWriteArrayList<String>();
        say("policy-changes-in", proposed(closed));
        sayWithoutKey(
                "policy-changes-in",
                new ChangeClosed(closed.change(), Facts.REPOSITORY, false),
                ends);
        await().atMost(Duration.ofMinutes(2)).until(() -> ends.size() == 1);
        List<Verdict> before = verdicts(closed);
        var results = new ArrayList<Fact>(scan(closed, "secrets"));
        results.addAll(scan(closed, "dependencies"));
        results.add(described(closed, null));

        results.forEach(fact -> sayWithoutKey("policy-scans-in", fact, ends));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(ends).hasSize(results.size() + 1).containsOnly("acknowledged"));
        Revision next = revision(105, 'a');
        say("policy-changes-in", proposed(next));
        say("policy-scans-in", described(next, null));
        scan(next, "secrets").forEach(this::sayScan);
        scan(next, "dependencies").forEach(this::sayScan);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(verdicts(next)).containsExactly(Verdict.PASS));
        assertThat(verdicts(closed)).isEqualTo(before);
    }

    @Test
    void isReadyWithItsDatabase() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Database connections health check", "policy");
        }
    }

    private List<Verdict> verdicts(Revision revision) {
        return channels.<byte[]>sink("decisions-out").received().stream()
                .map(message -> event("sluice.decisions", message))
                .map(Event::fact)
                .map(ChangeDecided.class::cast)
                .filter(decision -> decision.revision().equals(revision))
                .map(ChangeDecided::verdict)
                .toList();
    }

    private static Event<?> event(String topic, Message<byte[]> message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        var record = new ConsumerRecord<>(topic, 0, 0, "key", message.getPayload());
        metadata.getHeaders().forEach(record.headers()::add);
        return EventReader.read(record);
    }

    private void sayScan(Fact fact) {
        say("policy-scans-in", fact);
    }

    /** Keys only say which partition; nobody's order is hurt by one that is not there. */
    private void sayWithoutKey(String channel, Fact fact, List<String> ends) {
        ProducerRecord<String, byte[]> out = EventWriter.record(Rig.event(Instant.now(), fact));
        var in = new ConsumerRecord<String, byte[]>(out.topic(), 0, 0, null, out.value());
        out.headers().forEach(in.headers()::add);
        channels.source(channel)
                .send(
                        Message.of(
                                in,
                                () -> {
                                    ends.add("acknowledged");
                                    return CompletableFuture.completedFuture(null);
                                },
                                reason -> {
                                    ends.add(String.valueOf(reason.getMessage()));
                                    return CompletableFuture.completedFuture(null);
                                }));
    }

    private void say(String channel, Fact fact) {
        ProducerRecord<String, byte[]> out = EventWriter.record(Rig.event(Instant.now(), fact));
        var in = new ConsumerRecord<>(out.topic(), 0, 0, out.key(), out.value());
        out.headers().forEach(in.headers()::add);
        channels.source(channel).send(in);
    }
}
