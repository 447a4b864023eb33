package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.SteadySender.Sent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The old secret is replaced by the new one at once, before the forge is told. */
@QuarkusTest
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = SecretsOnDisk.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "grace", value = "5m"))
@Timeout(600)
class SecretsGraceIT {

    private static final String NEW = String.join(" ", "the", "second", "one");

    @Test
    void losesNoDeliveryWhileTheOldSecretHasItsGrace() {
        var forge = new SteadySender(SecretsOnDisk.OLD);
        try (forge) {
            forge.awaitMore(20);
            SecretsOnDisk.replace(NEW);
            await().atMost(Duration.ofMinutes(2)).until(() -> SecretsRotationIT.answer(NEW) == 202);
            forge.awaitMore(20);
            forge.signWith(NEW);
            forge.awaitMore(20);
        }

        List<Sent> sent = forge.sent();
        assertThat(sent).hasSizeGreaterThanOrEqualTo(60).extracting(Sent::status).containsOnly(202);
        assertThat(SecretsRotationIT.stored())
                .containsAll(sent.stream().map(Sent::deliveryId).toList());
    }
}
