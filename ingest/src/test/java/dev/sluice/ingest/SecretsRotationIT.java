package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Topic;
import dev.sluice.ingest.SteadySender.Sent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A secret is changed while deliveries come in all the time: first it is put beside the old one,
 * then the forge is told, then the old one is removed, which here ends it at once.
 */
@QuarkusTest
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = SecretsOnDisk.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "grace", value = "0s"))
@Timeout(600)
class SecretsRotationIT {

    private static final String NEW = String.join(" ", "the", "second", "one");

    @Test
    void losesNoDeliveryAndEndsTheOldSecret() {
        var forge = new SteadySender(SecretsOnDisk.OLD);
        try (forge) {
            forge.awaitMore(20);
            SecretsOnDisk.replace(NEW, SecretsOnDisk.OLD);
            await().atMost(Duration.ofMinutes(2)).until(() -> answer(NEW) == 202);
            forge.awaitMore(20);
            forge.signWith(NEW);
            forge.awaitMore(20);
            SecretsOnDisk.replace(NEW);
            await().atMost(Duration.ofMinutes(2)).until(() -> answer(SecretsOnDisk.OLD) == 401);
            forge.awaitMore(20);
        }

        List<Sent> sent = forge.sent();
        assertThat(sent).hasSizeGreaterThanOrEqualTo(80).extracting(Sent::status).containsOnly(202);
        assertThat(stored()).containsAll(sent.stream().map(Sent::deliveryId).toList());
        assertThat(answer(SecretsOnDisk.OLD)).isEqualTo(401);
    }

    static int answer(String secret) {
        return IngestIT.deliver("probe-" + UUID.randomUUID(), IngestIT.payload(""), secret)
                .statusCode();
    }

    static Set<String> stored() {
        return IngestIT.records(Topic.DELIVERIES, _ -> true).stream()
                .map(record ->
                        new String(
                                record.headers().lastHeader("sluice_delivery").value(),
                                StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }
}
