package dev.sluice.ingest.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged program, without a broker: bad inputs 15 and 18 on its real port. */
@Timeout(600)
class ConnectionsIT {

    private static final String ALIVE = "GET /q/health/live HTTP/1.1\r\nHost: x\r\n";

    private static int port;
    private static Process program;

    @BeforeAll
    static void start() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for a minute or two.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dsluice.ingest.connections.head-timeout=2s",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        builder.environment().put("SLUICE_GITHUB_WEBHOOK_SECRETS", "connections");
        program =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(ConnectionsIT::isAlive);
    }

    @AfterAll
    static void stop() {
        program.destroyForcibly();
    }

    @Test
    void badInput15_aHeadThatTricklesIsCutWhileOthersAreServed() throws IOException {
        try (var slow = new Socket("127.0.0.1", port)) {
            slow.getOutputStream().write(ALIVE.getBytes(US_ASCII));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        assertThat(isAlive()).isTrue();
                        slow.getOutputStream().write('x');
                        return slow.getInputStream().available() > 0;
                    });

            assertThat(new String(slow.getInputStream().readNBytes(28), US_ASCII))
                    .isEqualTo("HTTP/1.1 408 Request Timeout");
        }
    }

    @Test
    void badInput18_aRequestWithALengthAndChunksIsRefusedAndNothingAfterItIsRead()
            throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(
                            ("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                                            + ALIVE
                                            + "\r\n")
                                    .getBytes(US_ASCII));

            String all = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(all).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 200");
        }
    }

    private static boolean isAlive() {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((ALIVE + "\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), US_ASCII)
                    .equals("HTTP/1.1 200");
        } catch (IOException notListeningYet) {
            return false;
        }
    }
}
