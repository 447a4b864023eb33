package dev.sluice.ingest.deadletters;

import static dev.sluice.ingest.deadletters.DeadRecord.ACME;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.Event;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.Written;
import dev.sluice.ingest.access.Providers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class DeadLettersResourceTest {

    private static final String LETTERS = "/api/v1/dead-letters";

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    /** Each test has a tenant of its own. */
    private final String organisation = "github/" + DeadRecord.offset();

    @BeforeEach
    void forget() {
        channels.sink("audit-out").clear();
        channels.sink("replays-out").clear();
    }

    @Test
    void showsWhereARecordIsAndWhyItFailed() {
        long offset = DeadRecord.offset();
        DeadRecord record = DeadRecord.of(organisation, offset);
        String id = listed(record);

        Response shown = get(reader(), "/" + id);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.<Map<String, Object>>path("deadLetter"))
                .containsEntry("id", id)
                .containsEntry("service", "policy-engine")
                .containsEntry("reader", "sluice.policy-engine")
                .containsEntry("topic", "sluice.scans")
                .containsEntry("partition", 3)
                .containsEntry("offset", (int) offset)
                .containsEntry("type", "dev.sluice.scan.completed.v1")
                .containsEntry("correlationId", "22e63d11-088a-5cb7-899f-902490858926")
                .containsEntry("organisation", organisation)
                .containsEntry("repository", "github/715203344")
                .containsEntry("errorClass", "java.lang.IllegalStateException")
                .containsEntry("reason", "it was broken")
                .containsEntry("attempts", 1)
                .containsEntry("status", "open")
                .containsEntry("valueBytes", 2)
                .containsEntry("firstFailure", time(record).toString());
        assertThat(shown.<List<Object>>path("failures")).hasSize(1);
    }

    @Test
    void theSameLetterReadTwiceIsOneFailure() {
        DeadRecord record = DeadRecord.of(organisation, DeadRecord.offset());
        String id = listed(record);
        send(record);
        listed(DeadRecord.of(organisation, DeadRecord.offset())); // what came before it is in

        assertThat(letter(id)).containsEntry("attempts", 1);
    }

    @Test
    void anotherFailureIsAnotherAttempt() {
        long offset = DeadRecord.offset();
        String id = listed(DeadRecord.of(organisation, offset));
        DeadRecord again =
                DeadRecord.of(organisation, offset).with("dead-letter-reason", "and again");

        send(again);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(letter(id))
                                .containsEntry("attempts", 2)
                                .containsEntry("reason", "and again")
                                .containsEntry("lastFailure", time(again).toString()));
        assertThat(get(reader(), "/" + id).<List<String>>path("failures.reason"))
                .containsExactly("and again", "it was broken");
    }

    @Test
    void thePartsOfADeliveryAreOneLetterAndOneAttempt() {
        long offset = DeadRecord.offset();
        String id = listed(part(offset));
        send(part(offset + 1));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(letter(id))
                                .containsEntry("offsets", List.of((int) offset, (int) offset + 1)));
        assertThat(letter(id)).containsEntry("attempts", 1).containsEntry("parts", 2);
        assertThat(get(reader(), "").<List<Object>>path("deadLetters")).hasSize(1);
    }

    @Test
    void whatDoesNotSayWhatFailedIsListedForWhoeverRunsThisSluice() {
        DeadRecord random =
                DeadRecord.of(organisation, 0)
                        .without("dead-letter-topic")
                        .without("ce_organisation")
                        .holding("k\u0000\u001b[31m", new byte[] {(byte) 0xFF, 0});
        send(random);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(
                                        get(Providers.ADMINISTRATOR, "?topic=sluice.dead-letters")
                                                .<List<String>>path("deadLetters.reason"))
                                .contains("header dead-letter-topic is missing or mistyped"));
        String id =
                get(Providers.ADMINISTRATOR, "?topic=sluice.dead-letters")
                        .path("deadLetters[0].id");
        assertProblem(post(Providers.ADMINISTRATOR, "/" + id + "/replay"), 409);
        assertThat(drop(Providers.ADMINISTRATOR, id, "random bytes").statusCode()).isEqualTo(200);
    }

    @Test
    void asksTheReaderOnceHoweverOftenItIsToldTo() {
        long offset = DeadRecord.offset();
        String id = listed(DeadRecord.of(organisation, offset));

        Response first = post(writer(), "/" + id + "/replay");
        Response second = post(writer(), "/" + id + "/replay");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(letter(id))
                .containsEntry("status", "replayed")
                .containsEntry("statusBy", "api client somebody")
                .containsEntry("replays", 1);
        assertThat(replays().stream().<Object>map(Event::fact))
                .containsExactly(
                        new ReplayRequested(
                                UUID.fromString(id),
                                "sluice.policy-engine",
                                "sluice.scans",
                                3,
                                List.of(offset),
                                organisation));
        assertThat(acts())
                .containsExactly(
                        new ActRecorded(
                                "api client somebody",
                                "dead-letter.replayed",
                                id,
                                organisation,
                                null));
        assertThat(replays().getFirst().correlationId())
                .hasToString("22e63d11-088a-5cb7-899f-902490858926");
    }

    @Test
    void manyAtOnceAreOneReplay() throws InterruptedException {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));
        String token = writer();

        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            callers.add(Thread.ofVirtual().start(() -> post(token, "/" + id + "/replay")));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(replays()).hasSize(1);
    }

    @Test
    void whatFailsAgainIsOpenAgainAndCanBeReplayedAgain() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));
        post(writer(), "/" + id + "/replay");

        send(failedReplay());

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(letter(id))
                                .containsEntry("status", "open")
                                .containsEntry("attempts", 2)
                                .containsEntry("reason", "still broken")
                                .containsEntry("organisation", organisation));
        assertThat(post(writer(), "/" + id + "/replay").statusCode()).isEqualTo(202);
        assertThat(replays()).extracting(Event::id).doesNotHaveDuplicates().hasSize(2);
    }

    /** A reader that was reset fails once more on what it had read before it was mended. */
    @Test
    void aFailureFromBeforeTheReplayDoesNotOpenItAgain() {
        long offset = DeadRecord.offset();
        String id = listed(DeadRecord.of(organisation, offset));
        post(writer(), "/" + id + "/replay");

        send(DeadRecord.of(organisation, offset).at(DeadRecord.YESTERDAY.minusSeconds(1)));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(letter(id)).containsEntry("attempts", 2));
        assertThat(letter(id)).containsEntry("status", "replayed");
    }

    @Test
    void dropsForAReason() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));

        Response dropped = drop(writer(), id, "The repository\nwas deleted.");
        Response again = drop(writer(), id, "for another reason");

        assertThat(dropped.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("statusReason")).isEqualTo("The repository?was deleted.");
        assertThat(letter(id)).containsEntry("status", "dropped");
        assertThat(acts())
                .containsExactly(
                        new ActRecorded(
                                "api client somebody",
                                "dead-letter.dropped",
                                id,
                                organisation,
                                "The repository?was deleted."));
        assertThat(get(reader(), "").<List<Object>>path("deadLetters")).isEmpty();
        assertThat(get(reader(), "?status=dropped").<List<String>>path("deadLetters.id"))
                .containsExactly(id);
    }

    @Test
    void whatIsDroppedStaysDropped() {
        long offset = DeadRecord.offset();
        String id = listed(DeadRecord.of(organisation, offset));
        drop(writer(), id, "enough");

        assertProblem(post(writer(), "/" + id + "/replay"), 409);
        send(DeadRecord.of(organisation, offset).at(Instant.now()));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(letter(id)).containsEntry("attempts", 2));
        assertThat(letter(id)).containsEntry("status", "dropped");
        assertThat(replays()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \" \"}", "{\"reason\": null}", ""})
    void dropsNothingWithoutAReason(String body) {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));

        Response response =
                request(writer()).contentType("application/json").body(body).post(path(id, "drop"));

        assertProblem(response, 400);
        assertThat(letter(id)).containsEntry("status", "open");
        assertThat(acts()).isEmpty();
    }

    @Test
    void takesNoReasonThatIsAnEssay() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));

        assertProblem(drop(writer(), id, "x".repeat(501)), 400);
        assertThat(drop(writer(), id, "x".repeat(500)).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherTenantSeesAndTouchesNothing() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));
        String other = token("dead-letters:read dead-letters:write", ACME, "*");

        assertThat(get(other, "?status=all").<List<String>>path("deadLetters.id"))
                .doesNotContain(id);
        assertProblem(get(other, "/" + id), 404);
        assertProblem(post(other, "/" + id + "/replay"), 404);
        assertProblem(drop(other, id, "mine now"), 404);
        assertThat(letter(id)).containsEntry("status", "open");
        assertThat(acts()).isEmpty();
    }

    @Test
    void aTokenForOneRepositorySeesThatOneOnly() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));

        assertThat(
                        get(token("dead-letters:read", organisation, "github/715203344"), "/" + id)
                                .statusCode())
                .isEqualTo(200);
        assertProblem(
                get(token("dead-letters:read", organisation, "github/7152033"), "/" + id), 404);
    }

    @ParameterizedTest
    @CsvSource({"dead-letters:read", "deliveries:write", "scans:write", "''"})
    void onlyTheScopeToWriteReplaysAndDrops(String scope) {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));
        String token = token(scope, organisation, "*");

        assertProblem(post(token, "/" + id + "/replay"), 403);
        assertProblem(drop(token, id, "no"), 403);
        assertThat(acts()).isEmpty();
    }

    @Test
    void nobodyReadsWithoutTheScope() {
        assertProblem(get(token("deliveries:read", organisation, "*"), ""), 403);
        assertProblem(given().get(LETTERS), 401);
        assertProblem(given().post(LETTERS + "/" + UUID.randomUUID() + "/replay"), 401);
    }

    @Test
    void givesPagesThatFitTogether() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(listed(DeadRecord.of(organisation, DeadRecord.offset())));
        }

        Response first = get(reader(), "?limit=2");
        Response second = get(reader(), "?limit=2&cursor=" + first.path("next"));
        Response third = get(reader(), "?limit=2&cursor=" + second.path("next"));

        var read = new ArrayList<String>(first.path("deadLetters.id"));
        read.addAll(second.path("deadLetters.id"));
        read.addAll(third.path("deadLetters.id"));
        assertThat(read).isEqualTo(ids);
        assertThat(third.<String>path("next")).isNull();
    }

    @Test
    void aCursorOfAnotherTenantLeadsNowhere() {
        String id = listed(DeadRecord.of(organisation, DeadRecord.offset()));

        assertProblem(get(token("dead-letters:read", ACME, "*"), "?cursor=" + id), 404);
        assertProblem(get(reader(), "?cursor=" + UUID.randomUUID()), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=1",
                "cursor=%27%20or%201=1--",
                "cursor=22e63d11-088a-5cb7-899f-90249085892",
                "limit=0",
                "limit=201",
                "limit=x",
                "status=lost",
                "topic=a%20b",
                "order=asc",
                "limit=1&limit=2"
            })
    void refusesAQuestionThatMakesNoSense(String query) {
        assertProblem(get(reader(), "?" + query), 400);
    }

    @Test
    void thereIsNoLetterByAnyOtherName() {
        assertProblem(get(reader(), "/1"), 404);
        assertProblem(get(reader(), "/" + UUID.randomUUID()), 404);
        assertProblem(post(writer(), "/..%2f1/replay"), 404);
    }

    @Test
    void waitsWhileTheDatabaseIsAway() {
        DeadRecord record = DeadRecord.of(organisation, DeadRecord.offset());
        TestPostgres.gate().shut();
        try {
            send(record);
            Response response = get(reader(), "");
            assertProblem(response, 503);
            assertThat(response.header("Retry-After")).isNotBlank();
        } finally {
            TestPostgres.gate().open();
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(get(reader(), "").<List<Object>>path("deadLetters")).hasSize(1));
    }

    // ---- what the tests above say in one word

    private String listed(DeadRecord record) {
        String reader = reader();
        int before = get(reader, "?status=all").<List<Object>>path("deadLetters").size();
        send(record);
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        get(reader, "?status=all").<List<Object>>path("deadLetters").size()
                                > before);
        return get(reader, "?status=all&limit=1").path("deadLetters[0].id");
    }

    private void send(DeadRecord record) {
        channels.source("dead-letters-in").send(record.record());
    }

    private DeadRecord part(long offset) {
        return DeadRecord.of(organisation, offset)
                .with("ce_type", "dev.sluice.delivery.accepted.v1")
                .with("ce_id", "e2c21a1d-eeeb-568c-9c2d-e12fd4e4f1a7")
                .with("sluice_parts", "2")
                .with("sluice_digest", organisation);
    }

    /** As the connector writes it when the reader could not handle what was asked for. */
    private DeadRecord failedReplay() {
        var request = EventWriter.record(replays().getLast());
        return DeadRecord.of(organisation, 0)
                .with("dead-letter-topic", "sluice.replays")
                .with("dead-letter-reason", "still broken")
                .without("ce_organisation")
                .holding(request.key(), request.value());
    }

    private static Instant time(DeadRecord record) {
        return Instant.ofEpochMilli(record.record().timestamp());
    }

    private Map<String, Object> letter(String id) {
        return get(reader(), "/" + id).path("deadLetter");
    }

    private List<? extends Event<?>> replays() {
        return channels.<byte[]>sink("replays-out").received().stream()
                .map(message -> Written.event("sluice.replays", message))
                .toList();
    }

    private List<Object> acts() {
        return channels.<byte[]>sink("audit-out").received().stream()
                .map(message -> Written.event("sluice.audit", message))
                .<Object>map(Event::fact)
                .toList();
    }

    private String reader() {
        return token("dead-letters:read", organisation, "*");
    }

    private String writer() {
        return token("dead-letters:write", organisation, "*");
    }

    private static String token(String scope, String organisation, String repository) {
        return Providers.token(
                "api",
                "sluice",
                Map.of("scope", scope, "organisation", organisation, "repository", repository));
    }

    private static RequestSpecification request(String token) {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
    }

    private static Response get(String token, String rest) {
        return request(token).get(LETTERS + rest);
    }

    private static Response post(String token, String rest) {
        return request(token).post(LETTERS + rest);
    }

    private static Response drop(String token, String id, String reason) {
        return request(token)
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post(path(id, "drop"));
    }

    private static String path(String id, String act) {
        return LETTERS + "/" + id + "/" + act;
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
    }
}
