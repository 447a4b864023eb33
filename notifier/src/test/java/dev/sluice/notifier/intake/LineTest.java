package dev.sluice.notifier.intake;

import static dev.sluice.notifier.Facts.NOON;
import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.NotifierResource;
import dev.sluice.notifier.github.GitHubDouble;
import dev.sluice.notifier.github.GitHubDouble.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;

/** The notifier as it runs, from a record on a topic to a status, an event and a page. */
@QuarkusTest
@QuarkusTestResource(NotifierResource.class)
class LineTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @io.quarkus.test.common.http.TestHTTPResource("/")
    URI address;

    GitHubDouble github;

    @Test
    void writesPendingThenTheVerdictAndTellsOfBoth() {
        github.has("c1");
        Revision revision = proposal(11, "c1", "main");

        say(
                "notifier-changes-in",
                Facts.event(Facts.proposed(revision, ChangeReason.OPENED), NOON));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(states(revision)).containsExactly("pending"));

        say("notifier-decisions-in", Facts.event(Facts.decided(revision, 1, Verdict.FAIL), NOON));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(states(revision)).containsExactly("pending", "failure"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(delivered(revision))
                                .extracting(PublicationDelivered::state)
                                .containsExactly("pending", "failure"));
    }

    @Test
    void goesOnAfterARecordThatNobodyCanRead() {
        github.has("c2");
        Revision revision = proposal(12, "c2", "main");

        channels.source("notifier-decisions-in")
                .send(new ConsumerRecord<>("sluice.decisions", 0, 0, "key", new byte[] {1, 2, 3}));
        say("notifier-decisions-in", Facts.event(Facts.decided(revision, 1, Verdict.PASS), NOON));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(states(revision)).containsExactly("success"));
    }

    @Test
    void servesThePageBehindAStatus() throws Exception {
        github.has("c3");
        Revision revision = proposal(13, "c3", "main");
        say("notifier-decisions-in", Facts.event(Facts.decided(revision, 1, Verdict.PASS), NOON));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(states(revision)).containsExactly("success"));

        URI link = URI.create(written(revision).getFirst().url());
        HttpResponse<String> page = get(link.getPath() + "?" + link.getQuery());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>Passed</h1>", "acme/shop", "Pull request #13 into main");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe", "script-src");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    }

    @Test
    void showsNothingWithoutTheRightKey() throws Exception {
        github.has("c4");
        Revision revision = proposal(14, "c4", "main");
        say("notifier-decisions-in", Facts.event(Facts.decided(revision, 1, Verdict.PASS), NOON));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(states(revision)).containsExactly("success"));
        String key = URI.create(written(revision).getFirst().url()).getQuery().substring(4);
        String other = "/changes/" + proposal(99, "c4", "main").id();

        for (String path :
                List.of(
                        "/changes/" + revision.id(),
                        "/changes/" + revision.id() + "?key=",
                        "/changes/" + revision.id() + "?key=" + key.substring(1),
                        "/changes/" + revision.id() + "?key=" + key + "A",
                        "/changes/not-a-revision?key=" + key,
                        other + "?key=" + key)) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).startsWith("There is nothing here.");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
        }
    }

    private List<Written> written(Revision revision) {
        return github.written().stream()
                .filter(written -> written.sha().equals(revision.headSha()))
                .toList();
    }

    private List<String> states(Revision revision) {
        return written(revision).stream().map(Written::state).toList();
    }

    private List<PublicationDelivered> delivered(Revision revision) {
        return channels.<byte[]>sink("publications-out").received().stream()
                .map(LineTest::event)
                .map(Event::fact)
                .filter(PublicationDelivered.class::isInstance)
                .map(PublicationDelivered.class::cast)
                .filter(fact -> fact.revision().equals(revision))
                .toList();
    }

    private static Event<?> event(Message<byte[]> message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        var record = new ConsumerRecord<>("sluice.publications", 0, 0, "key", message.getPayload());
        metadata.getHeaders().forEach(record.headers()::add);
        return EventReader.read(record);
    }

    private void say(String channel, Event<?> event) {
        ProducerRecord<String, byte[]> out = EventWriter.record(event);
        var in = new ConsumerRecord<>(out.topic(), 0, 0, out.key(), out.value());
        out.headers().forEach(in.headers()::add);
        channels.source(channel).send(in);
    }
}
