package dev.sluice.ingest.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Permission;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.FormBody;
import dev.sluice.ingest.webhooks.Sender;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What GitHub really sent: every payload of npm {@code @octokit/webhooks-examples}, through the
 * door, the store and the translator. {@code .ci/run} fetches the package; elsewhere: {@code npm
 * install --prefix target/npm @octokit/webhooks-examples}, and the variable names the package's
 * directory.
 */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@EnabledIfEnvironmentVariable(
        named = RealPayloadsTest.DIRECTORY,
        matches = ".+",
        disabledReason = "SLUICE_WEBHOOK_EXAMPLES names no directory of @octokit/webhooks-examples")
class RealPayloadsTest {

    static final String DIRECTORY = "SLUICE_WEBHOOK_EXAMPLES";

    /** By event and what was said: the fate in the ledger with its reason, or what it became. */
    private static final Map<String, String> FATES = fates();

    /** Read once: they are megabytes. */
    private static final Map<String, JsonNode> INDEXES = new ConcurrentHashMap<>();

    private static final AtomicLong REPOSITORIES = new AtomicLong(1_000_000_000);

    private static final Set<String> ENDS = Set.of("success", "failure", "error");
    private static final Set<String> CLOSING = Set.of("closed", "destroyed");
    private static final Set<String> PROPOSING =
            Set.of(
                    "opened",
                    "reopened",
                    "synchronize",
                    "edited",
                    "ready_for_review",
                    "converted_to_draft",
                    "labeled",
                    "unlabeled",
                    "checks_requested");

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @Inject IngestDatabase database;

    private final List<String> ends = new CopyOnWriteArrayList<>();

    /** The examples of one kind of event on one version of GitHub. */
    record Kind(String version, String event) {
        @Override
        public String toString() {
            return version + " " + event;
        }

        private List<JsonNode> examples() {
            for (JsonNode kind : index(version)) {
                if (kind.get("name").asText().equals(event)) {
                    return elements(kind.get("examples"));
                }
            }
            throw new IllegalStateException("no examples of " + this);
        }
    }

    static Stream<Kind> kinds() throws IOException {
        var kinds = new ArrayList<Kind>();
        for (String version : versions()) {
            for (JsonNode kind : index(version)) {
                kinds.add(new Kind(version, kind.get("name").asText()));
            }
        }
        return kinds.stream();
    }

    /** Of version 7.6.1: those of github.com, and those of older servers besides. */
    @Test
    void allOfThemAreHere() throws IOException {
        var counts = new TreeMap<String, Integer>();
        var occurring = new TreeSet<String>();
        for (Kind kind : kinds().toList()) {
            for (JsonNode example : kind.examples()) {
                counts.merge(kind.version(), 1, Integer::sum);
                occurring.add(kind.event() + " " + said(kind.event(), example));
            }
        }

        assertThat(counts)
                .isEqualTo(
                        Map.of(
                                "api.github.com", 329,
                                "ghes-31", 49,
                                "ghes-32", 49,
                                "ghes-33", 50,
                                "ghes-34", 124,
                                "ghes-35", 125));
        assertThat(occurring).isEqualTo(new TreeSet<>(FATES.keySet()));
    }

    /** Each as if nothing had come before it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void isStoredAndTranslated(Kind kind) {
        for (JsonNode example : kind.examples()) {
            nothingIsOpen();

            UUID correlation = deliver(kind.event(), example);

            assertThat(sent()).isEqualTo(expected(kind.event(), example));
            String said = kind.event() + " " + said(kind.event(), example);
            assertThat(fate(correlation)).as(said).isEqualTo(FATES.get(said));
        }
    }

    /** GitHub's other mode: the same JSON in a form, and the signature over the form. */
    @ParameterizedTest
    @ValueSource(strings = {"push", "pull_request", "deployment_status", "ping"})
    void isTheSameAsAForm(String event) {
        for (JsonNode example : new Kind("api.github.com", event).examples()) {
            deliverForm(event, example);

            assertThat(sent()).isEqualTo(expected(event, example));
        }
    }

    /** The published reviews decide nothing; what an approval looks like differs in one word. */
    @Test
    void anApprovalIsTold() {
        var approved = (ObjectNode) example("pull_request_review", "submitted").deepCopy();
        ((ObjectNode) approved.get("review")).put("state", "approved");

        deliver("pull_request_review", approved);

        ApprovalGiven given = (ApprovalGiven) events().getFirst().fact();
        assertThat(given.revision().headSha()).isEqualTo(approved.at("/review/commit_id").asText());
        assertThat(given.approvedBy().id()).isEqualTo(approved.at("/review/user/id").asLong());
        assertThat(given.permission()).isEqualTo(Permission.UNKNOWN);
    }

    /** What belongs to the installation's repositories is closed, if anything is open there. */
    @Test
    void anUninstalledAppLooksAtNothingAnyMore() {
        JsonNode opened = opened();
        deliver("pull_request", opened);
        var deleted = (ObjectNode) example("installation", "deleted").deepCopy();
        deleted.putArray("repositories").add(opened.get("repository"));

        deliver("installation", deleted);

        assertThat(sent())
                .contains(
                        EventType.CHANGE_CLOSED.shortName()
                                + " github/"
                                + opened.at("/repository/id").asLong()
                                + "/pull/"
                                + opened.at("/pull_request/number").asLong());
    }

    /** Real ones are about somebody else's checks; this one is told to be about ours. */
    @ParameterizedTest
    @ValueSource(strings = {"check_run rerequested", "check_suite rerequested"})
    void aButtonOfOurOwnCheckAsksForAScan(String eventAndAction) {
        String event = eventAndAction.split(" ")[0];
        JsonNode opened = opened();
        deliver("pull_request", opened);
        Revision revision = ((ChangeProposed) events().getFirst().fact()).revision();
        var pressed = (ObjectNode) example(event, "rerequested").deepCopy();
        ((ObjectNode) pressed.get(event))
                .put("head_sha", revision.headSha())
                .put("external_id", revision.id() + "/1");
        pressed.set("repository", opened.get("repository"));
        ((ObjectNode) pressed.get("sender")).put("type", "User");

        deliver(event, pressed);

        assertThat(sent()).contains(EventType.SCAN_REQUESTED.shortName() + " " + revision.change());
    }

    private UUID deliver(String event, JsonNode payload) {
        return deliver(event, Sender.signed(event, payload.toString()));
    }

    private void deliverForm(String event, JsonNode payload) {
        String form = "payload=" + URLEncoder.encode(payload.toString(), UTF_8);
        deliver(event, Sender.signed(event, form).contentType(FormBody.TYPE));
    }

    private UUID deliver(String event, RequestSpecification request) {
        broker.reset();
        channels.sink("changes-out").clear();
        ends.clear();

        Response answer = request.post("/webhooks/github");
        assertThat(answer.statusCode()).as("answer").isEqualTo(event.equals("ping") ? 200 : 202);

        List<Message<?>> stored = List.copyOf(broker.given());
        stored.forEach(this::translate);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> ends.size() == stored.size());
        assertThat(ends).as("what became of it").containsOnly("acknowledged");
        // Response.path compiles an expression each time, which takes longer than all the rest.
        return UUID.fromString(json(answer.asString()).path("correlationId").asText());
    }

    private void nothingIsOpen() {
        database.inTransaction(handle ->
                handle.execute("delete from change") + handle.execute("delete from repository"));
    }

    /** Such as {@code ignored own-app}, or {@code translated change.closed}. */
    private String fate(UUID correlation) {
        String fate =
                database.inTransaction(handle ->
                        handle.createQuery(
                                        "select concat_ws(' ', fate, reason) from delivery"
                                                + " where id = :id")
                                .bind("id", correlation)
                                .mapTo(String.class)
                                .one());
        return Stream.concat(
                        Stream.of(fate), events().stream().map(event -> event.type().shortName()))
                .collect(Collectors.joining(" "));
    }

    /** The action, with what else decides on what becomes of it. */
    private static String said(String event, JsonNode example) {
        String action = example.path("action").asText("-");
        return switch (event) {
            case "push" -> pushed(example);
            case "ping" -> example.has("repository") ? "of a repository" : action;
            case "deployment_status" -> example.at("/deployment_status/state").asText();
            case "pull_request_review" -> action + " " + example.at("/review/state").asText();
            case "issue_comment" ->
                    action + (example.at("/issue").has("pull_request") ? " on a pull request" : "");
            default -> action;
        };
    }

    private static String pushed(JsonNode example) {
        String ref = example.path("ref").asText();
        String branch = "refs/heads/" + example.at("/repository/default_branch").asText();
        String place =
                ref.equals(branch)
                        ? "default branch"
                        : ref.startsWith("refs/heads/") ? "branch" : "tag";
        return place + (example.path("deleted").asBoolean() ? " deleted" : "");
    }

    /** In a repository where nothing else has happened. */
    private static JsonNode opened() {
        JsonNode opened = example("pull_request", "opened").deepCopy();
        ((ObjectNode) opened.get("repository")).put("id", REPOSITORIES.incrementAndGet());
        return opened;
    }

    private static JsonNode example(String event, String action) {
        return new Kind("api.github.com", event)
                .examples().stream()
                        .filter(example -> example.path("action").asText().equals(action))
                        .findFirst()
                        .orElseThrow();
    }

    /** Type and change of each event that the payload stands for. */
    private static List<String> expected(String event, JsonNode example) {
        String repository = "github/" + example.at("/repository/id").asLong();
        String action = example.path("action").asText();
        return switch (event) {
            case "pull_request" ->
                    of(action, repository + "/pull/" + example.at("/pull_request/number").asLong());
            case "merge_group" ->
                    of(
                            action,
                            repository
                                    + "/merge-group/"
                                    + example.at("/merge_group/head_ref")
                                            .asText()
                                            .replace("refs/heads/", ""));
            case "push" -> pushed(repository, example);
            case "pull_request_review" -> reviewed(repository, action, example);
            case "deployment_status" -> deployed(repository, example);
            default -> List.of();
        };
    }

    private static List<String> of(String action, String change) {
        if (CLOSING.contains(action)) {
            return List.of(EventType.CHANGE_CLOSED.shortName() + " " + change);
        }
        return PROPOSING.contains(action)
                ? List.of(EventType.CHANGE_PROPOSED.shortName() + " " + change)
                : List.of();
    }

    private static List<String> pushed(String repository, JsonNode example) {
        String branch = example.at("/repository/default_branch").asText();
        if (!example.path("ref").asText().equals("refs/heads/" + branch)) {
            return List.of();
        }
        EventType type =
                example.path("deleted").asBoolean()
                        ? EventType.CHANGE_CLOSED
                        : EventType.CHANGE_PUSHED;
        return List.of(type.shortName() + " " + new ChangeId(repository + "/push/" + branch));
    }

    private static List<String> reviewed(String repository, String action, JsonNode example) {
        String change = " " + repository + "/pull/" + example.at("/pull_request/number").asLong();
        String state = example.at("/review/state").asText();
        if (action.equals("submitted") && state.equals("approved")) {
            return List.of(EventType.APPROVAL_GIVEN.shortName() + change);
        }
        return action.equals("dismissed") || state.equals("changes_requested")
                ? List.of(EventType.APPROVAL_WITHDRAWN.shortName() + change)
                : List.of();
    }

    private static List<String> deployed(String repository, JsonNode example) {
        return ENDS.contains(example.at("/deployment_status/state").asText())
                ? List.of(
                        EventType.DEPLOYMENT_FINISHED.shortName()
                                + " "
                                + repository
                                + "/deployment/"
                                + example.at("/deployment/id").asLong())
                : List.of();
    }

    private List<String> sent() {
        return events().stream()
                .map(event -> event.type().shortName() + " " + event.fact().subject())
                .toList();
    }

    private List<Event<?>> events() {
        return channels.<byte[]>sink("changes-out").received().stream()
                .<Event<?>>map(RealPayloadsTest::event)
                .toList();
    }

    private static Event<?> event(Message<byte[]> message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        var record = new ConsumerRecord<>(metadata.getTopic(), 0, 0, "key", message.getPayload());
        metadata.getHeaders().forEach(record.headers()::add);
        return EventReader.read(record);
    }

    private void translate(Message<?> stored) {
        var metadata = stored.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        byte[] value = (byte[]) stored.getPayload();
        var record =
                new ConsumerRecord<>(
                        "sluice.deliveries",
                        0,
                        0L,
                        0L,
                        TimestampType.CREATE_TIME,
                        0,
                        value.length,
                        (String) metadata.getKey(),
                        value,
                        metadata.getHeaders(),
                        Optional.<Integer>empty());
        channels.source("deliveries-in")
                .send(
                        Message.of(
                                value,
                                Metadata.of(
                                        new IncomingKafkaRecordMetadata<>(record, "deliveries-in")),
                                () -> {
                                    ends.add("acknowledged");
                                    return CompletableFuture.completedFuture(null);
                                },
                                reason -> {
                                    ends.add(String.valueOf(reason.getMessage()));
                                    return CompletableFuture.completedFuture(null);
                                }));
    }

    private static List<String> versions() throws IOException {
        try (Stream<Path> entries = Files.list(directory())) {
            return entries.filter(entry -> Files.exists(entry.resolve("index.json")))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The table beside the payloads that we keep ourselves. */
    private static Map<String, String> fates() {
        try (InputStream table =
                RealPayloadsTest.class.getResourceAsStream("/github/real-payloads.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" = ", 2))
                    .collect(Collectors.toMap(row -> row[0], row -> row[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode index(String version) {
        return INDEXES.computeIfAbsent(
                version, known -> json(text(directory().resolve(known).resolve("index.json"))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }

    private static Path directory() {
        return Path.of(System.getenv(DIRECTORY));
    }
}
