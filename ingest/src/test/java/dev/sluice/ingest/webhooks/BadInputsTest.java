package dev.sluice.ingest.webhooks;

import static dev.sluice.ingest.webhooks.Sender.BODY;
import static dev.sluice.ingest.webhooks.Sender.SECRET;
import static dev.sluice.ingest.webhooks.Sender.sign;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad webhooks, by their number in our list of bad inputs, byte for byte over a socket: what is
 * answered, and that nothing of what is refused is stored. Number 7 is in {@code WebhookRouteTest},
 * 6 in {@code WebhookSecretsTest}, 14 with the forge's forms, 15 and the first of 18 in {@code
 * ConnectionsIT}, 23 to 27 in {@code BadContentsTest}; 8 and 9 are about Standard Webhooks, which
 * GitHub does not speak.
 */
@QuarkusTest
@Timeout(600)
class BadInputsTest {

    private static final byte[] BYTES = BODY.getBytes(UTF_8);

    @TestHTTPResource("/webhooks/github")
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    /**
     * One line of the table.
     *
     * @param body as it goes over the wire
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bad(int number, String what, int status, String headers, byte[] body) {

        boolean isStored() {
            return status < 300;
        }

        @Override
        public String toString() {
            return "%d. %s -> %d".formatted(number, what, status);
        }
    }

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void isAnsweredAsTheListSays(Bad bad) throws IOException {
        try (var connection = new RawConnection(url)) {
            connection.write(
                    "POST /webhooks/github HTTP/1.1\r\nHost: x\r\n" + bad.headers() + "\r\n");
            connection.writeBeside(bad.body());

            assertThat(connection.status()).startsWith("HTTP/1.1 " + bad.status() + " ");
        }
        assertThat(broker.given().isEmpty()).isEqualTo(!bad.isStored());
    }

    static List<Bad> table() throws IOException {
        return Stream.concat(webhooks(), documents()).toList();
    }

    private static Stream<Bad> webhooks() throws IOException {
        byte[] pretty = BODY.replace(",", ", ").getBytes(UTF_8);
        byte[] zipped = gzip(new byte[30 * 1024 * 1024]);
        String json = "Content-Type: application/json\r\n";
        return Stream.of(
                new Bad(1, "no signature", 401, json + names() + length(BYTES), BYTES),
                bad(2, "wrong signature of the right length", 401, "sha256=" + "0".repeat(64)),
                bad(2, "signature with another secret", 401, sign("another", BYTES)),
                bad(2, "signature that is no number", 401, "sha256=" + "z".repeat(64)),
                new Bad(
                        3,
                        "only the older signature",
                        401,
                        json
                                + names()
                                + "X-Hub-Signature: sha1="
                                + "0".repeat(40)
                                + "\r\n"
                                + length(BYTES),
                        BYTES),
                bad(
                        4,
                        "signature over the same JSON written differently",
                        401,
                        sign(SECRET, pretty)),
                new Bad(
                        5,
                        "two signatures",
                        400,
                        json + names() + signature(BYTES) + signature(BYTES) + length(BYTES),
                        BYTES),
                named(9, "delivery id with a dot", "a.b"),
                named(9, "delivery id with a line of its own", "a%0a"),
                named(9, "delivery id of the reconciler", "reconciler-1"),
                signed(10, "empty body", 400, ""),
                new Bad(
                        11,
                        "26 MB announced",
                        413,
                        json + names() + signature(BYTES) + "Content-Length: 27262976\r\n",
                        new byte[0]),
                new Bad(
                        12,
                        "26 MB in chunks",
                        413,
                        json + names() + signature(BYTES) + "Transfer-Encoding: chunked\r\n",
                        chunks(26)),
                new Bad(
                        13,
                        "compressed body",
                        415,
                        json
                                + names()
                                + signature(zipped)
                                + "Content-Encoding: gzip\r\n"
                                + length(zipped),
                        zipped),
                signed(16, "unknown event", 202, "brand_new", BYTES),
                signed(17, "ping", 200, "ping", BYTES),
                new Bad(
                        18,
                        "two lengths",
                        400,
                        json
                                + names()
                                + signature(BYTES)
                                + "Content-Length: 6\r\nContent-Length: 7\r\n",
                        new byte[0]),
                new Bad(
                        18,
                        "a transfer encoding that is none",
                        400,
                        json
                                + names()
                                + signature(BYTES)
                                + "Transfer-Encoding: xchunked\r\nContent-Length: 6\r\n",
                        new byte[0]));
    }

    private static Stream<Bad> documents() {
        return Stream.of(
                signed(19, "100,000 levels", 400, "{\"a\":" + "[".repeat(100_000)),
                signed(
                        20,
                        "repository twice",
                        400,
                        "{\"repository\":{\"id\":1},\"repository\":{\"id\":2}}"),
                signed(20, "id twice", 400, "{\"repository\":{\"id\":1,\"id\":2}}"),
                signed(
                        21,
                        "text of 10 MB, as a commit can have",
                        202,
                        "{\"a\":\"" + "x".repeat(10_000_000) + "\"}"),
                signed(21, "number of 1,000 digits", 400, "{\"a\":" + "1".repeat(1000) + "}"),
                signed(21, "NaN", 400, "{\"a\":NaN}"),
                signed(22, "half of a surrogate pair", 400, "{\"a\":\"\\ud800\"}"),
                signed(22, "NUL in a name", 400, "{\"a\\u0000\":1}"),
                signed(22, "bare NUL", 400, "{\"a\":\"\0\"}"),
                signed(22, "byte order mark", 400, "\uFEFF" + BODY),
                signed(22, "not UTF-8", 400, "push", "{\"a\":\"ü\"}".getBytes(ISO_8859_1)),
                signed(22, "UTF-16", 400, "push", BODY.getBytes(UTF_16LE)),
                signed(23, "repository is null", 202, "{\"repository\":null}"),
                signed(26, "repository by name", 400, "{\"repository\":{\"id\":\"../../x\"}}"));
    }

    private static Bad bad(int number, String what, int status, String signature) {
        return new Bad(
                number,
                what,
                status,
                "Content-Type: application/json\r\n"
                        + names()
                        + "X-Hub-Signature-256: "
                        + signature
                        + "\r\n"
                        + length(BYTES),
                BYTES);
    }

    private static Bad signed(int number, String what, int status, String body) {
        return signed(number, what, status, "push", body.getBytes(UTF_8));
    }

    private static Bad signed(int number, String what, int status, String event, byte[] body) {
        return new Bad(
                number,
                what,
                status,
                "Content-Type: application/json\r\nX-GitHub-Delivery: a\r\nX-GitHub-Event: "
                        + event
                        + "\r\n"
                        + signature(body)
                        + length(body),
                body);
    }

    private static Bad named(int number, String what, String deliveryId) {
        return new Bad(
                number,
                what,
                400,
                "Content-Type: application/json\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: "
                        + deliveryId
                        + "\r\n"
                        + signature(BYTES)
                        + length(BYTES),
                BYTES);
    }

    private static String names() {
        return "X-GitHub-Event: push\r\nX-GitHub-Delivery: a\r\n";
    }

    private static String signature(byte[] body) {
        return "X-Hub-Signature-256: " + sign(SECRET, body) + "\r\n";
    }

    private static String length(byte[] body) {
        return "Content-Length: " + body.length + "\r\n";
    }

    private static byte[] chunks(int megabytes) {
        byte[] chunk = ("100000\r\n" + " ".repeat(1024 * 1024) + "\r\n").getBytes(ISO_8859_1);
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < megabytes; i++) {
            all.writeBytes(chunk);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
