package dev.sluice.ingest.webhooks;

import static dev.sluice.ingest.webhooks.Sender.BODY;
import static dev.sluice.ingest.webhooks.Sender.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(600)
class WebhookLimitsTest {

    private static final int LIMIT = 25 * 1024 * 1024;

    @TestHTTPResource("/webhooks/github")
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @Test
    void refusesMoreThan25MegabytesBeforeReading() throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(head("Content-Length: " + (LIMIT + 1)));

            assertThat(connection.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
            assertThat(connection.untilClosed())
                    .containsIgnoringCase("connection: close")
                    .contains("A delivery may have at most 25 MB");
        }
        assertThat(broker.given()).isEmpty();
    }

    @Test
    void refusesMoreThan25MegabytesInChunksAtTheLimit() throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        Arrays.fill(megabyte, (byte) ' ');
        try (var connection = new RawConnection(url)) {
            connection.write(head("Transfer-Encoding: chunked"));
            for (int i = 0; i < 25; i++) {
                connection.write("100000\r\n").write(megabyte).write("\r\n");
            }
            connection.write("1\r\n \r\n");

            assertThat(connection.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
        assertThat(broker.given()).isEmpty();
    }

    @Test
    void takes25Megabytes() {
        byte[] body = new byte[LIMIT];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(BODY.getBytes(UTF_8), 0, body, 0, BODY.getBytes(UTF_8).length);

        signed("push", body).post(url).then().statusCode(202);

        assertThat(broker.given()).hasSize(Math.ceilDiv(LIMIT, 900_000));
    }

    @Test
    void asksForTheBodyOnlyWhenItWouldTakeIt() throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(head("Content-Length: 10\r\nExpect: 100-continue"));
            assertThat(connection.status()).isEqualTo("HTTP/1.1 100 Continue");
        }
        try (var connection = new RawConnection(url)) {
            connection.write(head("Content-Length: 99999999\r\nExpect: 100-continue"));
            assertThat(connection.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void cutsASlowBodyOffWhileOthersAreServed() throws IOException {
        try (var slow = new RawConnection(url)) {
            slow.write(head("Content-Length: 1000") + "{");

            signed("push", BODY).post(url).then().statusCode(202);

            assertThat(slow.status()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(slow.untilClosed()).contains("The body did not arrive in time.");
        }
    }

    @Test
    void aSenderThatGoesAwayLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 20; i++) { // more than fit at once
            try (var connection = new RawConnection(url)) {
                connection.write(head("Content-Length: 1000") + "{");
            }
        }

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> signed("push", BODY).post(url).statusCode() == 202);
        assertThat(broker.given()).hasSize(1);
    }

    @Test
    void refusesARequestWithTwoLengths() throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(head("Content-Length: 10\r\nContent-Length: 11"));
            assertThat(connection.status()).startsWith("HTTP/1.1 400");
        }
    }

    private static String head(String headers) {
        return "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "X-GitHub-Event: push\r\nX-GitHub-Delivery: a\r\n"
                + "X-Hub-Signature-256: sha256="
                + "0".repeat(64)
                + "\r\n"
                + headers
                + "\r\n\r\n";
    }
}
