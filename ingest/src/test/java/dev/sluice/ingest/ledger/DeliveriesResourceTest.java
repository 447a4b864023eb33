package dev.sluice.ingest.ledger;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.access.Providers;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.translation.Arrival;
import dev.sluice.ingest.translation.Fate;
import dev.sluice.ingest.translation.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class DeliveriesResourceTest {

    private static final Instant NOON = Instant.now().minusSeconds(3600);
    private static final AtomicLong NUMBERS = new AtomicLong(90_000);
    private static final Fate IGNORED = new Fate.Ignored(Translation.Reason.EVENT_NOT_USED);
    private static final Fate DEAD = new Fate.DeadLettered("head is missing");

    @Inject Ledger ledger;

    private final long repository = NUMBERS.incrementAndGet();
    private final String organisation = "github/" + NUMBERS.incrementAndGet();

    @Test
    void listsWhatBecameOfDeliveriesTheNewestFirst() {
        Delivery first = enter("a", 0, IGNORED);
        Delivery second = enter("b", 60, DEAD);

        Response response = get(client("*"), Map.of());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.<List<String>>path("deliveries.correlationId"))
                .containsExactly(second.id().toString(), first.id().toString());
        assertThat(response.<List<String>>path("deliveries.fate"))
                .containsExactly("dead-lettered", "ignored");
        assertThat(response.<List<String>>path("deliveries.reason"))
                .containsExactly("head is missing", "event-not-used");
        assertThat(response.<String>path("deliveries[0].deliveryId"))
                .isEqualTo(second.deliveryId());
        assertThat(Instant.parse(response.path("deliveries[0].acceptedAt"))).isAfter(NOON);
        assertThat(response.<Object>path("next")).isNull();
    }

    @Test
    void listsWhatIsAskedFor() {
        enter("a", 0, IGNORED);
        Delivery dead = enter("b", 60, DEAD);

        assertThat(ids(get(client("*"), Map.of("fate", "dead-lettered"))))
                .containsExactly(dead.id().toString());
        assertThat(ids(get(client("*"), Map.of("since", NOON.plusSeconds(30).toString()))))
                .containsExactly(dead.id().toString());
        assertThat(ids(get(client("*"), Map.of("repository", "github/" + repository)))).hasSize(2);
        assertThat(ids(get(client("*"), Map.of("repository", "acme/shop")))).hasSize(2);
        assertThat(ids(get(client("*"), Map.of("event", "star")))).hasSize(2);
        assertThat(ids(get(client("*"), Map.of("event", "push")))).isEmpty();
    }

    @Test
    void turnsPageAfterPage() {
        for (int i = 0; i < 5; i++) {
            enter("a" + i, i, IGNORED);
        }
        var seen = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        String cursor = null;
        do {
            Response page = get(client("*"), query(cursor, 2));
            sizes.add(ids(page).size());
            seen.addAll(ids(page));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void aCursorIsGoodForWhoeverGotItAndForTheSameQuestionOnly() {
        for (int i = 0; i < 3; i++) {
            enter("a" + i, i, IGNORED);
        }
        String cursor = get(client("*"), query(null, 1)).path("next");
        assertThat(get(client("*"), query(cursor, 2)).statusCode()).isEqualTo(200);

        assertProblem(get(client("github/" + repository), query(cursor, 2)), 403);
        assertProblem(get(Providers.ADMINISTRATOR, query(cursor, 2)), 403);
        assertProblem(get(client("*"), Map.of("cursor", cursor, "fate", "ignored")), 403);
    }

    @Test
    void aCursorThatWasTouchedIsRefused() {
        for (int i = 0; i < 3; i++) {
            enter("a" + i, i, IGNORED);
        }
        String cursor = get(client("*"), query(null, 1)).path("next");
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);

        for (int i = 0; i < bytes.length; i++) {
            byte[] touched = bytes.clone();
            touched[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(touched);
            assertProblem(get(client("*"), Map.of("cursor", text)), 403);
        }
        assertProblem(get(client("*"), Map.of("cursor", "AAAA")), 403);
        assertProblem(get(client("*"), Map.of("cursor", "'; drop table delivery; --")), 400);
    }

    @Test
    void showsADeliveryByEitherIdWithItsHistory() {
        Delivery delivery = enter("a", 0, DEAD);
        ledger.enter(new Arrival(delivery, "sluice.deliveries", 1, 99), origin(), IGNORED);

        for (String id : List.of(delivery.id().toString(), delivery.deliveryId())) {
            Response response = request(client("*")).get("/api/v1/deliveries/" + id);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.<List<String>>path("acceptances.delivery.fate"))
                    .containsExactly("ignored");
            assertThat(response.<List<String>>path("acceptances[0].fates.fate"))
                    .containsExactly("dead-lettered", "ignored");
        }
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        Delivery delivery = enter("a", 0, IGNORED);
        String path = "/api/v1/deliveries/" + delivery.id();
        String another = token("deliveries:read", "github/1", "*");
        String anotherRepository = client("github/1");

        for (String token : List.of(another, anotherRepository)) {
            assertProblem(request(token).get(path), 404);
            assertThat(ids(get(token, Map.of("repository", "github/" + repository)))).isEmpty();
        }
        assertThat(request(Providers.ADMINISTRATOR).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void whatBelongsToNobodyIsForTheAdministrator() {
        Delivery nobodys = delivery("n", 0);
        ledger.enter(new Arrival(nobodys, "sluice.deliveries", 1, 1), Origin.UNKNOWN, IGNORED);
        String path = "/api/v1/deliveries/" + nobodys.id();

        assertProblem(request(client("*")).get(path), 404);
        assertThat(request(Providers.ADMINISTRATOR).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void asksForATokenWithTheScope() {
        assertProblem(given().get("/api/v1/deliveries"), 401);
        assertProblem(request("no-token").get("/api/v1/deliveries"), 401);
        assertProblem(get(token("scans:write", organisation, "*"), Map.of()), 403);
        assertProblem(
                request(token("scans:write", organisation, "*")).get("/api/v1/deliveries/a-1"),
                403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit=0       | limit is not from 1 to 200.
                    limit=201     | limit is not from 1 to 200.
                    limit=many    | limit is not from 1 to 200.
                    fate=lost     | fate is none of translated, duplicate, ignored, failed, dead-lettered.
                    since=monday  | since is not a time such as 2026-11-21T10:00:00Z.
                    since=-1000000000-01-01T00:00:00Z | since is not a time such as 2026-11-21T10:00:00Z.
                    repository=x  | repository is not owner/name or github/number.
                    event=%00     | event is not the forge's name of an event.
                    limit=1&limit=2 | limit is there more than once.
                    page=2        | There is a parameter that is not known; known are cursor, event, fate, limit, repository, since.
                    """)
    void saysWhatIsWrongWithAQuestion(String query, String detail) {
        Response response =
                request(client("*")).urlEncodingEnabled(false).get("/api/v1/deliveries?" + query);

        assertProblem(response, 400);
        assertThat(response.<String>path("detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a-b-c", "x%00", "%27%20or%20true", "9d8f0000-0000-0000-0000-000000000000"})
    void saysThatThereIsNone(String id) {
        assertProblem(
                request(client("*")).urlEncodingEnabled(false).get("/api/v1/deliveries/" + id),
                404);
    }

    @Test
    void saysWhenTheDatabaseIsAway() {
        enter("a", 0, IGNORED);
        TestPostgres.gate().shut();
        try {
            Response response = get(client("*"), Map.of());
            assertProblem(response, 503);
            assertThat(response.header("Retry-After")).isNotBlank();
        } finally {
            TestPostgres.gate().open();
        }
    }

    private Delivery enter(String name, long secondsAfterNoon, Fate fate) {
        Delivery delivery = delivery(name, secondsAfterNoon);
        ledger.enter(
                new Arrival(delivery, "sluice.deliveries", 1, secondsAfterNoon), origin(), fate);
        return delivery;
    }

    private Origin origin() {
        return new Origin(organisation, "github/" + repository, "acme/shop");
    }

    private Delivery delivery(String name, long secondsAfterNoon) {
        String id = name + "-of-" + repository;
        return new Delivery(
                DeterministicId.of("delivery", "github", id),
                "github",
                repository,
                "star",
                id,
                "application/json",
                NOON.plusSeconds(secondsAfterNoon),
                null,
                "{}".getBytes(UTF_8));
    }

    private static Map<String, Object> query(@Nullable String cursor, int limit) {
        return cursor == null ? Map.of("limit", limit) : Map.of("limit", limit, "cursor", cursor);
    }

    private static List<String> ids(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.path("deliveries.correlationId");
    }

    private String client(String repositories) {
        return token("deliveries:read", organisation, repositories);
    }

    private static String token(String scope, String organisation, String repositories) {
        return Providers.token(
                "api",
                "sluice",
                Map.of(
                        "scope", scope,
                        "organisation", List.of(organisation),
                        "repository", List.of(repositories)));
    }

    private static Response get(String token, Map<String, ?> query) {
        return request(token).queryParams(query).get("/api/v1/deliveries");
    }

    private static RequestSpecification request(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
    }
}
