package dev.sluice.ingest.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.webhooks.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiProblemsTest {

    @TestHTTPResource("/")
    URL url;

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

    /** The server's own refusals, which come before there is anything to write a problem with. */
    @ParameterizedTest
    @CsvSource({
        "400, GET /api/v1/deliveries/%zz HTTP/1.1",
        "400, GET /api/v1/nothing?%zz=%zz HTTP/1.1",
        "400, GE T /api/v1 HTTP/1.1",
        "431, GET /api/v1 HTTP/1.1|X: LONG",
        "414, GET /api/v1/LONG HTTP/1.1"
    })
    void aHeadThatIsNoneIsRefusedWithoutAWord(int status, String head) throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(
                    head.replace("|", "\r\n").replace("LONG", "x".repeat(40_000))
                            + "\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(connection.status().split(" ", 3)[1]).isEqualTo(Integer.toString(status));
            assertThat(connection.untilClosed()).contains("content-length: 0");
        }
    }

    @Test
    void anAddressThatIsNoPath() throws IOException {
        assertRawProblem(
                "GET api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53477377", "4000000000", "99999999999999999"})
    void aBodyThatIsLargerThanAnythingTaken(String length) throws IOException {
        assertRawProblem(
                "POST /api/v1/broken HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: "
                        + length
                        + "\r\n\r\n",
                413);
    }

    @Test
    void whoSendsOnAfterTheAnswerIsHungUpOn() throws IOException {
        assertRawProblem(
                "POST /api/v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{", 404);
    }

    @Test
    void whatIsNotOfTheInterfaceIsAnsweredByOthers() {
        assertThat(given().get("/apiary").contentType()).isNotEqualTo("application/problem+json");
    }

    /** Also that the connection ends. */
    private void assertRawProblem(String request, int status) throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(request);

            assertThat(connection.status()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(connection.untilClosed())
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"status\":" + status, "\"detail\":\"");
        }
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
