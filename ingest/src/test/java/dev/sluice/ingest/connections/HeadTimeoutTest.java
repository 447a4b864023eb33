package dev.sluice.ingest.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bad input 15: a head that trickles, a byte at a time, always before the connection is idle. */
@QuarkusTest
@Timeout(30)
class HeadTimeoutTest {

    private static final String HEAD = "GET /q/health/live HTTP/1.1\r\nHost: x\r\n";

    @TestHTTPResource("/q/health/live")
    URL url;

    @Test
    void aHeadThatTricklesIsCutWhileOthersAreServed() throws IOException, InterruptedException {
        try (var slow = socket()) {
            slow.getOutputStream().write(HEAD.getBytes(US_ASCII));
            int answer = -1;
            for (int i = 0; answer < 0; i++) {
                slow.getOutputStream().write(i % 2 == 0 ? 'x' : ':');
                RestAssured.get(url).then().statusCode(200);
                answer = slow.getInputStream().available() > 0 ? 1 : -1;
                Thread.sleep(50);
            }

            assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 408 Request Timeout");
        }
    }

    @Test
    void aConnectionMayRestBetweenRequests() throws IOException, InterruptedException {
        try (var kept = socket()) {
            for (int i = 0; i < 3; i++) {
                kept.getOutputStream().write((HEAD + "\r\n").getBytes(US_ASCII));
                byte[] line = kept.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertThat(new String(line, US_ASCII)).isEqualTo("HTTP/1.1 200");
                Thread.sleep(1200); // longer than a head may take
                kept.getInputStream().skipNBytes(kept.getInputStream().available());
            }
        }
    }

    private Socket socket() throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
