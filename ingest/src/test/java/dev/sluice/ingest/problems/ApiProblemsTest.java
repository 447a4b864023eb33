package dev.sluice.ingest.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiProblemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/facts",
                "/api/v1/broken/more",
                "/api/v1/%2e%2e/x"
            })
    void whatIsNotThere(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);

        assertProblem(response, 404);
    }

    @Test
    void aMethodThatIsNotTaken() {
        assertProblem(given().put("/api/v1/broken"), 405);
    }

    @Test
    void aBodyOfAnotherType() {
        assertProblem(
                given().contentType("application/xml").body("<a/>").post("/api/v1/broken"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", "nonsense"})
    void aBodyThatCannotBeRead(String body) {
        assertProblem(
                given().contentType("application/json").body(body).post("/api/v1/broken"), 400);
    }

    @Test
    void anAnswerThatIsNotJson() {
        assertProblem(given().accept("text/html").get("/api/v1/broken"), 406);
    }

    @Test
    void aFaultOfOursWithoutWhatCausedIt() {
        Response response = given().get("/api/v1/broken");

        assertProblem(response, 500);
        assertThat(response.asString()).doesNotContain("swordfish", "Exception");
    }

    @Test
    void whatIsNotOfTheInterfaceIsAnsweredByOthers() {
        assertThat(given().get("/apiary").contentType()).isNotEqualTo("application/problem+json");
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("type")).isEqualTo("about:blank");
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("detail")).isNotBlank();
    }
}
