package dev.sluice.ingest.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import dev.sluice.events.wire.EventReader;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.repositories.RepositoryTable;
import dev.sluice.ingest.webhooks.Sender;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class DeliveryTranslatorTest {

    private static final String STARRED =
            """
            {"action": "created",
             "repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}}}
            """;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @Inject MeterRegistry metrics;

    @Inject IngestDatabase database;

    @Inject RepositoryTable repositories;

    private final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private InMemorySource<Message<byte[]>> deliveries;
    private InMemorySink<byte[]> changes;

    @BeforeEach
    void connect() {
        deliveries = channels.source("deliveries-in");
        changes = channels.sink("changes-out");
        changes.clear();
    }

    @Test
    void sendsWhatADeliveryMeansAndAcknowledgesIt() throws IOException {
        Delivery delivery = delivery("pull_request", pullRequest());

        send(delivery);

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        Event<?> event = sent(0);
        assertThat(event.fact()).isInstanceOf(ChangeProposed.class);
        assertThat(event.correlationId()).isEqualTo(delivery.id());
    }

    @Test
    void theSameDeliveryTwiceGivesTheSameRecords() throws IOException {
        send(delivery("pull_request", pullRequest()));
        send(delivery("pull_request", pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 2);
        assertThat(changes.received().get(1).getPayload())
                .isEqualTo(changes.received().get(0).getPayload());
        assertThat(sentHeaders(1)).isEqualTo(sentHeaders(0));
    }

    @Test
    void waitsWhileTheDatabaseIsAwayAndTheDoorStaysOpen() throws IOException {
        TestPostgres.gate().shut();
        try {
            send(delivery("pull_request", pullRequest()));

            assertThat(accepted("ping", "{}")).isEqualTo(200);
            assertThat(accepted("star", "{}")).isEqualTo(202);
            assertThat(changes.received()).isEmpty();
            assertThat(refused).isEmpty();
        } finally {
            TestPostgres.gate().open();
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).hasSize(1);
    }

    @Test
    void leadsACheckBackToTheChangeThatWasTold() throws IOException {
        send(delivery("pull_request", pullRequest()));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        Revision revision = ((ChangeProposed) sent(0).fact()).revision();

        send(
                delivery(
                        "check_run",
                        """
                        {"action": "rerequested",
                         "check_run": {"head_sha": "%s", "external_id": "%s/1"},
                         "repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}},
                         "sender": {"id": 101, "login": "mona", "type": "User"}}
                        """
                                .formatted(revision.headSha(), revision.id())));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 2);
        assertThat(((ScanRequested) sent(1).fact()).revision()).isEqualTo(revision);
    }

    @Test
    void acknowledgesThePartsOfALargeDeliveryOnlyTogether() throws IOException {
        String padded = pullRequest().replaceFirst("\\{", "{" + " ".repeat(1_000_000));
        List<Message<byte[]>> parts = messages(delivery("pull_request", padded));

        deliveries.send(parts.get(0));
        send(delivery("ping", "{}"));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).isEmpty();

        deliveries.send(parts.get(1));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 3);
        assertThat(changes.received()).hasSize(1);
    }

    @Test
    void countsWhatItIgnores() {
        double before = ignored("event-not-used");

        send(delivery("star", "{}"));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).isEmpty();
        assertThat(ignored("event-not-used")).isEqualTo(before + 1);
    }

    @Test
    void whatTheReconcilerRaisedIsNotToldAgainByItsWebhook() {
        var repository = new Repository("github", 7, 8, "acme", "shop");
        Revision revision =
                Revision.of(ChangeId.proposed(repository, 4242), "e".repeat(40), "main");
        Delivery raised =
                RaisedDelivery.of(
                        repository,
                        "pull_request",
                        Instant.parse("2026-11-21T10:00:00Z"),
                        proposal(4242).getBytes(UTF_8),
                        "a head");
        database.inTransaction(handle ->
                handle.createUpdate(
                                "insert into raised_head (delivery, revision, raised_at)"
                                        + " values (:delivery, :revision, now())")
                        .bind("delivery", raised.id())
                        .bind("revision", revision.id())
                        .execute());
        double before = ignored("already-told");
        send(raised);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);

        send(delivery("pull_request", "a-8", 60, proposal(4242)));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 2);
        assertThat(changes.received()).hasSize(1);
        assertThat(((ChangeProposed) sent(0).fact()).revision()).isEqualTo(revision);
        assertThat(sent(0).correlationId()).isEqualTo(raised.id());
        assertThat(ignored("already-told")).isEqualTo(before + 1);
    }

    @Test
    void aFirstContactIsRememberedAndSaysNothingElse() {
        double before = ignored("first-contact");

        send(
                delivery(
                        "ping",
                        "a-9",
                        0,
                        """
                        {"zen": "Keep it logically awesome.", "hook_id": 5,
                         "repository": {"id": 77, "name": "new",
                                        "owner": {"id": 8, "login": "acme"}}}
                        """));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).isEmpty();
        assertThat(ignored("first-contact")).isEqualTo(before + 1);
        assertThat(repositories.wantingBaseline("github", 100))
                .extracting(known -> known.repository().fullName())
                .contains("acme/new");
    }

    @Test
    void aDeliveryThatLacksAFieldIsADeadLetterAndTheNextOneIsTranslated() throws IOException {
        send(delivery("pull_request", "{\"action\":\"opened\"}"));
        send(delivery("pull_request", pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(refused).containsExactly("pull_request is missing");
        assertThat(changes.received()).hasSize(1);
    }

    @Test
    void aForeignRecordIsADeadLetterAndTheNextOneIsTranslated() throws IOException {
        var record =
                new ConsumerRecord<>("sluice.deliveries", 0, 0, "key", "random".getBytes(UTF_8));
        deliveries.send(message(record));
        send(delivery("pull_request", pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(refused).containsExactly("header ce_type is missing");
        assertThat(changes.received()).hasSize(1);
    }

    @Test
    void aDeliveryOfAForgeThatIsGoneIsADeadLetter() {
        Delivery github = delivery("push", "{}");
        send(
                new Delivery(
                        github.id(),
                        "gitlab",
                        null,
                        "push",
                        "a-1",
                        "application/json",
                        github.acceptedAt(),
                        null,
                        github.body()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> refused.size() == 1);
        assertThat(refused).containsExactly("its forge is not configured here");
    }

    @Test
    void aRedeliveryOfWhatWasTranslatedIsADuplicateWithoutAnEffect() throws IOException {
        double before = count("duplicate");
        Delivery delivery = delivery("pull_request", "a-2", 0, pullRequest());
        send(delivery);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);

        send(delivery("pull_request", "a-2", 60, pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 2);
        assertThat(changes.received()).hasSize(1);
        assertThat(count("duplicate")).isEqualTo(before + 1);
        assertThat(fates("a-2")).containsExactly("translated", "duplicate");
    }

    @Test
    void aRedeliveryOfWhatFailedIsTranslated() throws IOException {
        send(delivery("pull_request", "a-3", 0, "{\"action\":\"opened\"}"));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> refused.size() == 1);

        send(delivery("pull_request", "a-3", 60, pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).hasSize(1);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(fates("a-3")).containsExactly("dead-lettered", "translated"));
    }

    @Test
    void keepsWhyADeliveryLeadsToNothing() {
        send(delivery("star", "a-4", 0, STARRED));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(row("a-4"))
                .containsEntry("fate", "ignored")
                .containsEntry("reason", "event-not-used")
                .containsEntry("organisation", "github/8")
                .containsEntry("repository", "github/7")
                .containsEntry("repository_name", "acme/shop");
    }

    @Test
    void aDeadLetterIsCalledSoWhenTheBrokerHasIt() {
        var broker = new CompletableFuture<Void>();
        messages(delivery("pull_request", "a-5", 0, STARRED.replace("created", "opened")))
                .forEach(message ->
                        deliveries.send(
                                message.withNack(reason -> {
                                    refused.add(reason.getMessage());
                                    return broker;
                                })));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> refused.size() == 1);
        assertThat(row("a-5"))
                .containsEntry("fate", "failed")
                .containsEntry("reason", "pull_request is missing")
                .containsEntry("organisation", "github/8");

        broker.complete(null);

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(row("a-5"))
                                .containsEntry("fate", "dead-lettered")
                                .containsEntry("reason", "pull_request is missing"));
    }

    @Test
    void aDeliveryThatTheLedgerCannotKeepStopsNothing() throws IOException {
        Delivery odd = delivery("star", "a-6", 0, STARRED);
        send(
                new Delivery(
                        odd.id(),
                        odd.forge(),
                        odd.repositoryId(),
                        odd.event(),
                        odd.deliveryId(),
                        odd.contentType(),
                        Instant.parse("+300000-01-01T00:00:00Z"),
                        null,
                        odd.body()));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> refused.size() == 1);

        send(delivery("pull_request", "a-7", 0, pullRequest()));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() == 1);
        assertThat(changes.received()).hasSize(1);
    }

    private List<String> fates(String deliveryId) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select fate from delivery where delivery_id = :id
                                order by accepted_at
                                """)
                        .bind("id", deliveryId)
                        .mapTo(String.class)
                        .list());
    }

    private Map<String, Object> row(String deliveryId) {
        return database.inTransaction(handle ->
                handle.createQuery("select * from delivery where delivery_id = :id")
                        .bind("id", deliveryId)
                        .mapToMap()
                        .one());
    }

    private static int accepted(String event, String body) {
        return Sender.signed(event, body).post("/webhooks/github").statusCode();
    }

    private void send(Delivery delivery) {
        messages(delivery).forEach(deliveries::send);
    }

    private List<Message<byte[]>> messages(Delivery delivery) {
        var messages = new ArrayList<Message<byte[]>>();
        for (var message : DeliveryWriter.messages(delivery)) {
            var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            messages.add(
                    message(
                            new ConsumerRecord<>(
                                    "sluice.deliveries",
                                    0,
                                    messages.size(),
                                    delivery.acceptedAt().toEpochMilli(),
                                    TimestampType.CREATE_TIME,
                                    0,
                                    message.getPayload().length,
                                    (String) metadata.getKey(),
                                    message.getPayload(),
                                    metadata.getHeaders(),
                                    Optional.empty())));
        }
        return messages;
    }

    private Message<byte[]> message(ConsumerRecord<String, byte[]> record) {
        return Message.of(
                record.value(),
                Metadata.of(new IncomingKafkaRecordMetadata<>(record, "deliveries-in")),
                () -> {
                    acknowledged.add(1);
                    return CompletableFuture.completedFuture(null);
                },
                reason -> {
                    refused.add(reason.getMessage());
                    return CompletableFuture.completedFuture(null);
                });
    }

    private Event<?> sent(int index) {
        var record =
                new ConsumerRecord<>(
                        "sluice.changes", 0, 0, "key", changes.received().get(index).getPayload());
        sentHeaders(index).forEach(record.headers()::add);
        return EventReader.read(record);
    }

    private Headers sentHeaders(int index) {
        return changes.received()
                .get(index)
                .getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders();
    }

    private double count(String fate) {
        var counter = metrics.find("sluice.ingest.deliveries").tag("fate", fate).counter();
        return counter == null ? 0 : counter.count();
    }

    private double ignored(String reason) {
        var counter = metrics.find("sluice.ingest.deliveries").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    private static Delivery delivery(String event, String body) {
        return delivery(event, "a-1", 0, body);
    }

    private static Delivery delivery(
            String event, String deliveryId, long secondsLater, String body) {
        return new Delivery(
                DeterministicId.of("delivery", "github", deliveryId),
                "github",
                7L,
                event,
                deliveryId,
                "application/json",
                Instant.parse("2026-11-21T10:00:00Z").plusSeconds(secondsLater),
                null,
                body.getBytes(UTF_8));
    }

    private static String proposal(long number) {
        return """
        {"action": "opened",
         "pull_request": {"number": %d, "updated_at": "2026-11-21T09:00:00Z",
           "user": {"id": 101, "login": "mona", "type": "User"},
           "head": {"ref": "topic", "sha": "%s", "repo": {"id": 7}},
           "base": {"ref": "main", "sha": "%s", "repo": {"id": 7}}},
         "repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}},
         "sender": {"id": 101, "login": "mona", "type": "User"}}
        """
                .formatted(number, "e".repeat(40), "f".repeat(40));
    }

    private static String pullRequest() throws IOException {
        try (InputStream file =
                DeliveryTranslatorTest.class.getResourceAsStream(
                        "/github/pull_request.opened.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
