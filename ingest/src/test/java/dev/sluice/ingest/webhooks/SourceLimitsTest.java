package dev.sluice.ingest.webhooks;

import static dev.sluice.ingest.webhooks.Sender.BODY;
import static dev.sluice.ingest.webhooks.Sender.sign;
import static dev.sluice.ingest.webhooks.Sender.signed;
import static dev.sluice.ingest.webhooks.Sender.unsigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ActRecorded;
import dev.sluice.ingest.Written;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One source takes too much, and others do not notice; each test is a source of its own. */
@QuarkusTest
@TestProfile(SourceLimitsTest.Narrow.class)
@Timeout(600)
class SourceLimitsTest {

    private static final byte[] BYTES = BODY.getBytes(UTF_8);

    /** Limits that a test can reach, and that do not fill up again meanwhile. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sluice.ingest.limits.deliveries-per-second", "1",
                    "sluice.ingest.limits.deliveries-burst", "60",
                    "sluice.ingest.limits.requests-per-second", "1",
                    "sluice.ingest.limits.requests-burst", "500",
                    "sluice.ingest.limits.large-bytes-per-second", "1",
                    "sluice.ingest.limits.large-bytes-burst", "1M",
                    "sluice.ingest.limits.bad-signatures", "3",
                    "sluice.ingest.webhooks.body-timeout", "3s");
        }
    }

    @TestHTTPResource("/webhooks/github")
    URL url;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @Inject MeterRegistry metrics;

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @Test
    void aNoisyRepositoryIsToldToWaitAndOthersAreServed() {
        Response last = about(70);
        for (int i = 0; i < 200 && last.statusCode() == 202; i++) {
            last = about(70);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(last.<String>path("detail"))
                .isEqualTo("Too many deliveries are of this repository; deliver it again later.");
        assertThat(about(71).statusCode()).isEqualTo(202);
    }

    @Test
    void anAddressThatFloodsIsToldToWaitAndOthersAreServed() throws IOException {
        String answer = "";
        for (int i = 0; i < 2000 && !answer.contains(" 429 "); i++) {
            try (var flood = new RawConnection(url, "127.0.0.2")) {
                answer = flood.write(head("Content-Length: 0")).status();
            }
        }

        assertThat(answer).startsWith("HTTP/1.1 429 ");
        assertThat(about(72).statusCode()).isEqualTo(202);
    }

    @Test
    void largeBodiesAreBoundedByTheByteBeforeTheyAreReadAndSmallOnesGoOn() throws IOException {
        String body = "{\"repository\":{\"id\":73},\"a\":\"" + "x".repeat(2_000_000) + "\"}";
        signed("push", body).post(url).then().statusCode(202);

        try (var next = new RawConnection(url)) {
            next.write(head("Content-Length: 2000000"));
            assertThat(next.status()).startsWith("HTTP/1.1 429 ");
        }
        try (var chunked = new RawConnection(url)) {
            chunked.write(head("Transfer-Encoding: chunked") + "40001\r\n");
            chunked.write(new byte[0x40001]);
            assertThat(chunked.status()).startsWith("HTTP/1.1 429 ");
        }
        assertThat(about(73).statusCode()).isEqualTo(202);
    }

    @Test
    void aCrowdOfSlowSendersHoldsUpNobodyElse() throws IOException {
        var crowd = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 20; i++) {
                crowd.add(new RawConnection(url, "127.0.0.3"));
                crowd.getLast().write(head("Content-Length: 1000") + "{");
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> metrics.get("sluice.ingest.in.flight").gauge().value() >= 4);

            assertThat(about(74).statusCode()).isEqualTo(202);

            var answers = new HashSet<String>();
            for (RawConnection one : crowd) {
                answers.add(one.status().split(" ", 3)[1]);
            }
            assertThat(answers).containsExactlyInAnyOrder("408", "429");
        } finally {
            for (RawConnection one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void aBurstOfBadSignaturesIsOneAlertAndKeepsNoGenuineDeliveryOut() {
        channels.sink("audit-out").clear();
        double before = metrics.get("sluice.ingest.signature.alerts").counter().count();
        for (int i = 0; i < 10; i++) {
            unsigned("push", BYTES)
                    .header("X-Hub-Signature-256", sign("another", BYTES))
                    .post(url)
                    .then()
                    .statusCode(401);
        }

        assertThat(metrics.get("sluice.ingest.signature.alerts").counter().count())
                .isEqualTo(before + 1);
        assertThat(about(75).statusCode()).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(audited())
                                .singleElement()
                                .satisfies(act -> {
                                    assertThat(act.actor()).isEqualTo("127.0.0.1");
                                    assertThat(act.action())
                                            .isEqualTo("webhook.signatures-refused");
                                    assertThat(act.about()).isEqualTo("github");
                                    assertThat(act.reason())
                                            .startsWith("3 deliveries since ")
                                            .endsWith(" are signed with none of our secrets");
                                }));
    }

    private List<ActRecorded> audited() {
        return channels.<byte[]>sink("audit-out").received().stream()
                .map(message -> (ActRecorded) Written.event("sluice.audit", message).fact())
                .toList();
    }

    private Response about(int repository) {
        return signed("push", "{\"repository\":{\"id\":" + repository + "}}").post(url);
    }

    private static String head(String length) {
        return "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "X-GitHub-Event: push\r\nX-GitHub-Delivery: a\r\nX-Hub-Signature-256: sha256="
                + "0".repeat(64)
                + "\r\n"
                + length
                + "\r\n\r\n";
    }
}
