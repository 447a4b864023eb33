package dev.sluice.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ActRecorded;
import dev.sluice.ingest.Written;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alert while the broker is away. */
@QuarkusTest
@TestProfile(BadSignaturesTest.Audited.class)
class BadSignaturesTest {

    /** The audit log is at a broker that can be away. */
    public static final class Audited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.outgoing.audit-out.connector", "test-broker",
                    "sluice.ingest.limits.bad-signatures", "100",
                    "sluice.ingest.limits.bad-signatures-together", "3");
        }
    }

    @Inject BadSignatures signatures;

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @Test
    void isWrittenOnceTheBrokerIsBack() {
        broker.becomes(TestBroker.Mood.REFUSES);
        for (int i = 1; i <= 3; i++) {
            signatures.heard("github", "192.0.2." + i);
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> broker.given().size() >= 2);

        broker.reset();

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !broker.given().isEmpty());
        ActRecorded act = act(broker.given().getFirst());
        assertThat(act.actor()).isEqualTo("many addresses");
        assertThat(act.about()).isEqualTo("github");
        assertThat(act.reason()).startsWith("3 deliveries since ");
    }

    private static ActRecorded act(Message<?> message) {
        Message<byte[]> written = message.withPayload((byte[]) message.getPayload());
        return (ActRecorded) Written.event("sluice.audit", written).fact();
    }
}
