package dev.sluice.ingest.submissions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.access.Providers;
import dev.sluice.ingest.webhooks.RawConnection;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One caller takes too much, and others do not notice; each repository is a caller of its own. */
@QuarkusTest
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
@TestProfile(UploadSharesTest.Narrow.class)
@Timeout(600)
class UploadSharesTest {

    /** Limits that a test can reach, and that do not fill up again meanwhile. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sluice.ingest.submissions.max-in-flight", "4",
                    "sluice.ingest.submissions.max-in-flight-bytes", "1M",
                    "sluice.ingest.submissions.body-timeout", "45s",
                    "sluice.ingest.submissions.store-timeout", "20s",
                    "sluice.ingest.limits.uploads-per-second", "1",
                    "sluice.ingest.limits.uploads-burst", "20");
        }
    }

    @TestHTTPResource(Jobs.ROUTE)
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    private final List<RawConnection> slow = new ArrayList<>();
    private long stranger = 1_000_000;

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @AfterEach
    void leave() throws IOException {
        for (RawConnection connection : slow) {
            connection.close();
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    var places = new ArrayList<Integer>();
                    places.add(upload(stranger++).statusCode());
                    assertThat(places).containsOnly(202);
                });
    }

    @Test
    void slowUploadsOfOneRepositoryLeavePlacesForOthers() throws IOException {
        hold(1);
        hold(1);

        assertRefused(
                upload(1),
                429,
                "10",
                "Too many documents of this caller are on their way; hand it in later.");
        assertThat(upload(2).statusCode()).isEqualTo(202);
    }

    @Test
    void oneMoreThanAllPlacesIsToldToComeBack() throws IOException {
        hold(11);
        hold(11);
        hold(12);
        hold(13);

        assertRefused(
                upload(14), 503, "10", "Too many documents are being stored; hand it in again.");
    }

    @Test
    void aPlaceIsFreeAgainWhenItsSenderGoesAway() throws IOException {
        hold(21);
        hold(21);
        slow.getFirst().close();

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> upload(21).statusCode() == 202);
    }

    @Test
    void aDocumentThatWouldLeaveNoRoomForOthersIsRefused() {
        Response response = upload(31, Documents.ofNoise(600_000));

        assertRefused(
                response,
                429,
                "10",
                "Too many documents of this caller are on their way; hand it in later.");
        assertThat(upload(31, Documents.ofNoise(300_000)).statusCode()).isEqualTo(202);
    }

    @Test
    void aNoisyRepositoryIsToldToWaitAndOthersAreServed() {
        Response last = upload(41);
        for (int i = 0; i < 200 && last.statusCode() == 202; i++) {
            last = upload(41);
        }

        assertRefused(last, 429, "1", "Too many documents are of this caller; hand it in later.");
        assertThat(upload(42).statusCode()).isEqualTo(202);
    }

    @Test
    void whoIsNotLetInTakesNothingOfAnybodysShare() {
        for (int i = 0; i < 40; i++) {
            given().header("Authorization", "Bearer " + job(51) + "x")
                    .contentType("application/sarif+json")
                    .body("{}")
                    .post(Jobs.ROUTE)
                    .then()
                    .statusCode(401);
        }

        assertThat(upload(51).statusCode()).isEqualTo(202);
    }

    /** An upload that has its place and goes no further. */
    private void hold(long repository) throws IOException {
        var connection = new RawConnection(url);
        slow.add(connection);
        connection.write(
                Jobs.head(job(repository), "Content-Length: 1000\r\nExpect: 100-continue"));
        assertThat(connection.status()).isEqualTo("HTTP/1.1 100 Continue");
    }

    private static void assertRefused(
            Response response, int status, String retryAfter, String detail) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(response.<String>path("detail")).isEqualTo(detail);
    }

    private static Response upload(long repository) {
        return upload(repository, new byte[] {'{', '}'});
    }

    private static Response upload(long repository, byte[] document) {
        return given().header("Authorization", "Bearer " + job(repository))
                .contentType("application/sarif+json")
                .body(document)
                .post(Jobs.ROUTE);
    }

    private static String job(long repository) {
        return Jobs.ofGitHub(Map.of("repository_id", Long.toString(repository)));
    }
}
