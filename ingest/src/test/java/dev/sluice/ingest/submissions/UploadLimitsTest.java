package dev.sluice.ingest.submissions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.access.Providers;
import dev.sluice.ingest.webhooks.RawConnection;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much an upload may be, and what is said of more. */
@QuarkusTest
@TestProfile(UploadLimitsTest.Patient.class)
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
@Timeout(600)
class UploadLimitsTest {

    /** Time does not matter here. */
    public static final class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sluice.ingest.submissions.body-timeout", "90s",
                    "sluice.ingest.submissions.store-timeout", "90s");
        }
    }

    private static final String ROUTE = Jobs.ROUTE;

    @TestHTTPResource(ROUTE)
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void forget() {
        broker.reset();
    }

    @Test
    void takes50MegabytesAsTheyAre() throws IOException {
        byte[] document = Documents.ofBytes(UploadBody.MAX_BYTES);

        request().body(document).post(ROUTE).then().statusCode(202);

        assertThat(stored()).isEqualTo(document);
    }

    @Test
    void takes50MegabytesPacked() throws IOException {
        byte[] document = Documents.ofBytes(UploadBody.MAX_BYTES);

        request()
                .header("Content-Encoding", "gzip")
                .body(Documents.packed(document))
                .post(ROUTE)
                .then()
                .statusCode(202);

        assertThat(stored()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 52428801",
                "Content-Encoding: gzip\r\nContent-Length: 16777217",
                "Content-Length: 60000000",
                "Content-Length: 99999999999"
            })
    void refusesMoreBeforeReadingIt(String headers) throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head(headers));

            assertProblem(connection, "413 Request Entity Too Large");
        }
    }

    @Test
    void refusesMoreInChunksAtTheLimit() throws IOException {
        byte[] megabyte = Documents.ofBytes(1024 * 1024);
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head("Transfer-Encoding: chunked"));
            for (int i = 0; i < 50; i++) {
                connection.write("100000\r\n").write(megabyte).write("\r\n");
            }
            connection.write("1\r\n \r\n");

            assertProblem(connection, "413 Request Entity Too Large");
        }
    }

    @Test
    void refusesMoreThanItMayHavePackedAtTheLimit() throws IOException {
        byte[] packed = Documents.packed(Documents.ofNoise(UploadBody.MAX_COMPRESSED_BYTES + 1));
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head("Transfer-Encoding: chunked\r\nContent-Encoding: gzip"));
            connection
                    .write(Integer.toHexString(packed.length) + "\r\n")
                    .write(packed)
                    .write("\r\n");

            assertProblem(connection, "413 Request Entity Too Large");
        }
    }

    @Test
    void refusesTransferEncodingsThatAProxyMightUndo() throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head("Transfer-Encoding: gzip, chunked"));

            assertProblem(connection, "400 Bad Request");
        }
    }

    @Test
    void asksForTheBodyOnlyWhenItWouldTakeIt() throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head("Content-Length: 10\r\nExpect: 100-continue"));
            assertThat(connection.status()).isEqualTo("HTTP/1.1 100 Continue");
        }
        try (var connection = new RawConnection(url)) {
            connection.write(Jobs.head("Content-Length: 52428801\r\nExpect: 100-continue"));
            assertThat(connection.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    /** Also that the connection ends, so that nobody has to take the rest. */
    private void assertProblem(RawConnection connection, String status) throws IOException {
        assertThat(connection.status()).isEqualTo("HTTP/1.1 " + status);
        assertThat(connection.untilClosed())
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":" + status.substring(0, 3), "\"detail\":\"");
        assertThat(broker.given()).isEmpty();
    }

    private byte[] stored() throws IOException {
        var packed = new ByteArrayOutputStream();
        for (Message<?> part : broker.given()) {
            packed.writeBytes(
                    Base64.getDecoder()
                            .decode(
                                    Json.mapper()
                                            .readValue(
                                                    (byte[]) part.getPayload(), ScanSubmitted.class)
                                            .content()));
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return gzip.readAllBytes();
        }
    }

    private static RequestSpecification request() {
        return given().header("Authorization", "Bearer " + Jobs.ofGitHub(Map.of()))
                .contentType("application/sarif+json");
    }
}
