package dev.sluice.ingest.submissions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.access.Providers;
import dev.sluice.ingest.webhooks.RawConnection;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class ScansResourceTest {

    private static final String SHA = Jobs.SHA;
    private static final String HEAD = "9c1185a5c5e9fc54612808977ee8f548b2258d31";
    private static final String SARIF = "{\"version\": \"2.1.0\", \"runs\": []}";
    private static final String NAMED =
            "?repository=acme/shop&repository-id=715203344&owner-id=90127765&commit=" + SHA;

    @TestHTTPResource(Jobs.ROUTE)
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void forget() {
        broker.reset();
    }

    @Test
    void storesWhatAJobOfGitHubHandsIn() throws IOException {
        Response response = post(job(Map.of()), "?category=java", SARIF);

        assertThat(response.statusCode()).isEqualTo(202);
        ScanSubmitted stored = stored();
        assertThat(response.path("correlationId").toString())
                .isEqualTo(stored.submission().id().toString());
        assertThat(stored.submission().repository().key()).isEqualTo("github/715203344");
        assertThat(stored.submission().repository().fullName()).isEqualTo("acme/shop");
        assertThat(stored.submission().repository().organisation()).isEqualTo("github/90127765");
        assertThat(stored.submission().sha()).isEqualTo(SHA);
        assertThat(stored.submission().ref()).isEqualTo("refs/heads/main");
        assertThat(stored.submission().category()).isEqualTo("java");
        assertThat(stored.submission().format()).isEqualTo(SubmissionFormat.SARIF);
        assertThat(document(stored)).isEqualTo(SARIF);
    }

    @Test
    void theSameAgainHasTheSameCorrelationId() {
        String first = post(job(Map.of()), "", SARIF).path("correlationId");
        String second = post(job(Map.of()), "", SARIF).path("correlationId");
        String other = post(job(Map.of()), "?category=other", SARIF).path("correlationId");

        assertThat(second).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void aJobOfAPullRequestNamesTheHead() {
        String token = job(Map.of("ref", "refs/pull/7/merge"));

        assertThat(post(token, "?commit=" + HEAD, SARIF).statusCode()).isEqualTo(202);
        assertThat(stored().submission().sha()).isEqualTo(HEAD);
        assertThat(stored().submission().ref()).isEqualTo("refs/pull/7/merge");
    }

    @Test
    void storesWhatAClientWithTheScopeHandsIn() {
        assertThat(post(client("scans:write", "github/90127765", "*"), NAMED, SARIF).statusCode())
                .isEqualTo(202);
        assertThat(stored().submission().sha()).isEqualTo(SHA);
    }

    @Test
    void storesWhatTheAdministratorHandsIn() {
        assertThat(post(Providers.ADMINISTRATOR, NAMED, SARIF).statusCode()).isEqualTo(202);
    }

    @Test
    void readsGzipAsItComes() throws IOException {
        Response response =
                request(job(Map.of()))
                        .header("Content-Encoding", "gzip")
                        .body(Documents.packed(SARIF.getBytes(StandardCharsets.UTF_8)))
                        .post("/api/v1/facts/scans");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(document(stored())).isEqualTo(SARIF);
    }

    @Test
    void takesCycloneDx() {
        Response response =
                request(job(Map.of()))
                        .contentType("application/vnd.cyclonedx+json; version=1.6")
                        .body("{}")
                        .post("/api/v1/facts/scans");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(stored().submission().format()).isEqualTo(SubmissionFormat.CYCLONEDX);
    }

    @ParameterizedTest
    @CsvSource({
        "ref, refs/heads/other, ?ref=refs/heads/main",
        "sha, 9c1185a5c5e9fc54612808977ee8f548b2258d31, ?commit=1a954628a960aaef81d7b2d4521929579f3541e6",
        "repository, acme/other, ?repository=acme/shop",
        "repository_id, 5, ?repository-id=715203344",
        "repository_owner_id, 5, ?owner-id=90127765",
        "repository, evil/shop, ''",
        "sha, not-a-commit, ''",
        "repository_id, x, ''"
    })
    void aJobSpeaksOnlyForItself(String claim, String value, String query) {
        assertProblem(post(job(Map.of(claim, value)), query, SARIF), 403);
    }

    @Test
    void aJobOfAnOwnerKnownByNumberMayBeCalledAnything() {
        String token = job(Map.of("repository", "renamed/shop", "repository_owner_id", "90127766"));

        assertThat(post(token, "", SARIF).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "scans:read, github/90127765, *",
        "scans:writer, github/90127765, *",
        "scans:write, github/1, *",
        "scans:write, gitlab/90127765, *",
        "scans:write, github/90127765, github/1"
    })
    void aClientNeedsScopeOrganisationAndRepository(
            String scope, String organisation, String repository) {
        assertProblem(post(client(scope, organisation, repository), NAMED, SARIF), 403);
    }

    @Test
    void aClientHasToNameWhatItIsAbout() {
        assertProblem(post(client("scans:write", "github/90127765", "*"), "", SARIF), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?catgory=java",
                "?category=java&category=go",
                "?category=../../x",
                "?commit=main",
                "?ref=main",
                "?ref=refs/heads/a%0Ab",
                "?checkout-uri=home",
                "?repository-id=-1"
            })
    void refusesParametersThatMakeNoSense(String query) {
        assertProblem(post(job(Map.of()), query, SARIF), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/sarif+xml"})
    void refusesOtherTypes(String type) {
        assertProblem(
                request(job(Map.of())).contentType(type).body(SARIF).post("/api/v1/facts/scans"),
                415);
    }

    @Test
    void refusesOtherEncodings() {
        assertProblem(
                request(job(Map.of()))
                        .header("Content-Encoding", "br")
                        .body(SARIF)
                        .post("/api/v1/facts/scans"),
                415);
    }

    @Test
    void refusesAnEmptyBodyAndOneThatIsNotGzip() {
        assertProblem(post(job(Map.of()), "", ""), 400);
        assertProblem(
                request(job(Map.of()))
                        .header("Content-Encoding", "gzip")
                        .body(SARIF)
                        .post("/api/v1/facts/scans"),
                400);
    }

    @Test
    void refusesABomb() {
        assertProblem(
                request(job(Map.of()))
                        .header("Content-Encoding", "gzip")
                        .body(Documents.packed(new byte[UploadBody.MAX_BYTES]))
                        .post("/api/v1/facts/scans"),
                413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000",
                "Content-Encoding: gzip\r\nContent-Length: 1000",
                "Transfer-Encoding: chunked"
            })
    void cutsASlowBodyOffWhileOthersAreServed(String headers) throws IOException {
        try (var slow = new RawConnection(url)) {
            slow.write(Jobs.head(headers));

            assertThat(post(job(Map.of()), "", SARIF).statusCode()).isEqualTo(202);

            assertThat(slow.status()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(slow.untilClosed())
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("The body did not arrive in time.");
        }
    }

    @Test
    void saysThatItIsNotStored() {
        for (TestBroker.Mood mood : List.of(TestBroker.Mood.REFUSES, TestBroker.Mood.IS_SILENT)) {
            broker.becomes(mood);

            Response response = post(job(Map.of()), "", SARIF);

            assertProblem(response, 503);
            assertThat(response.header("Retry-After")).isEqualTo("10");
        }
        broker.becomes(TestBroker.Mood.TAKES);
        assertThat(post(job(Map.of()), "", SARIF).statusCode()).isEqualTo(202);
    }

    @Test
    void aWebhookIsNotAskedForAToken() {
        Response response =
                given().header("Authorization", "Bearer junk")
                        .contentType("application/json")
                        .body("{}")
                        .post("/webhooks/github");

        assertThat(response.asString()).contains("not signed");
    }

    @Test
    void describesItself() throws IOException {
        Response response = given().accept("application/json").get("/api/v1?format=json");

        assertThat(response.statusCode()).isEqualTo(200);
        var document = Json.mapper().readTree(response.asByteArray());
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        var post = document.path("paths").path("/api/v1/facts/scans").path("post");
        assertThat(post.path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
        for (String status : List.of("400", "401", "403", "408", "413", "415", "429", "503")) {
            assertThat(
                            post.path("responses")
                                    .path(status)
                                    .path("content")
                                    .path("application/problem+json")
                                    .path("schema")
                                    .path("$ref")
                                    .asText())
                    .as(status)
                    .isEqualTo("#/components/schemas/Problem");
        }
        assertThat(document.path("components").path("schemas").path("Problem").has("properties"))
                .isTrue();
    }

    private void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("type")).isEqualTo("about:blank");
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("detail")).isNotBlank();
        if (status != 503) {
            assertThat(broker.given()).isEmpty();
        }
    }

    private Response post(String token, String query, String body) {
        return request(token).body(body).post("/api/v1/facts/scans" + query);
    }

    private static RequestSpecification request(String token) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType("application/sarif+json");
    }

    private static String job(Map<String, Object> other) {
        return Jobs.ofGitHub(other);
    }

    private static String client(String scope, String organisation, String repository) {
        return Providers.token(
                "api",
                "sluice",
                Map.of("scope", scope, "organisation", organisation, "repository", repository));
    }

    private ScanSubmitted stored() {
        assertThat(broker.given()).hasSize(1);
        var message = broker.given().getFirst();
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getTopic()).isEqualTo(Topic.SUBMISSIONS.topicName());
        try {
            return Json.mapper().readValue((byte[]) message.getPayload(), ScanSubmitted.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document(ScanSubmitted stored) throws IOException {
        byte[] packed = Base64.getDecoder().decode(stored.content());
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
