package dev.sluice.ingest.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.access.Providers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class ReplaysResourceTest {

    private static final String REPLAYS = "/api/v1/deliveries/replays";
    private static final Request REQUEST =
            new Request(Instant.parse("2026-11-21T10:00:00Z"), null, false);

    @Inject RunTable table;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?since=yesterday",
                "?since=2999-01-01T00:00:00Z",
                "?since=1969-01-01T00:00:00Z",
                "?since=2026-11-21T10:00:00Z&repository=acme/shop",
                "?since=2026-11-21T10:00:00Z&repository=github/7/8",
                "?since=2026-11-21T10:00:00Z&dry-run=maybe",
                "?since=2026-11-21T10:00:00Z&until=now",
                "?since=2026-11-21T10:00:00Z&since=2026-11-21T11:00:00Z"
            })
    void refusesARequestThatMakesNoSense(String query) {
        assertProblem(post(Providers.ADMINISTRATOR, query), 400);
    }

    @Test
    void onlyTheScopeToWriteDeliveriesReplaysThem() {
        String query = "?since=2026-11-21T10:00:00Z";

        assertProblem(post(token("deliveries:read"), query), 403);
        assertProblem(post(token("dead-letters:write"), query), 403);
        assertProblem(given().post(REPLAYS + query), 401);
        assertProblem(get(token("deliveries:read"), UUID.randomUUID().toString()), 403);
    }

    @Test
    void aReplayIsShownToWhoeverBeganIt() {
        UUID id = UUID.randomUUID();
        assertThat(table.begin(id, REQUEST, "api client somebody").now()).isTrue();
        table.end(id, Counts.NONE.total(7).read(7).translated(2), "done", null);

        Response own = get(token("deliveries:write"), id.toString());

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.<String>path("status")).isEqualTo("done");
        assertThat(own.<Map<String, Integer>>path("counts"))
                .containsEntry("translated", 1)
                .containsEntry("events", 2)
                .containsEntry("total", 7);
        assertThat(get(Providers.ADMINISTRATOR, id.toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aReplayOfSomebodyElseIsNotThere() {
        UUID id = UUID.randomUUID();
        assertThat(table.begin(id, REQUEST, "api client another").now()).isTrue();
        table.end(id, Counts.NONE, "done", null);

        assertProblem(get(token("deliveries:write"), id.toString()), 404);
        assertProblem(get(token("deliveries:write"), UUID.randomUUID().toString()), 404);
        assertProblem(get(token("deliveries:write"), "1"), 404);
    }

    @Test
    void oneRunsAtATimeAndTheSameAgainFindsIt() {
        UUID id = UUID.randomUUID();
        assertThat(table.begin(id, REQUEST, "administrator").now()).isTrue();
        try {
            Response same = post(Providers.ADMINISTRATOR, "?since=2026-11-21T10:00:00Z");
            Response other = post(Providers.ADMINISTRATOR, "?since=2026-11-21T11:00:00Z");

            assertThat(same.statusCode()).isEqualTo(200);
            assertThat(same.<String>path("id")).isEqualTo(id.toString());
            assertProblem(other, 409);
        } finally {
            table.end(id, Counts.NONE, "done", null);
        }
    }

    private static String token(String scope) {
        return Providers.token(
                "api",
                "sluice",
                Map.of("scope", scope, "organisation", "github/8", "repository", "*"));
    }

    private static Response post(String token, String query) {
        return given().header("Authorization", "Bearer " + token).post(REPLAYS + query);
    }

    private static Response get(String token, String id) {
        return given().header("Authorization", "Bearer " + token).get(REPLAYS + "/" + id);
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }
}
