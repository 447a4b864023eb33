package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Webhooks of single repositories, seen with a token. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class DeliveriesOfARepositoryTest extends FailedDeliveriesContract {

    private static final String HOOKS = "/repositories/7/hooks";

    @Override
    Rig rig() {
        return withToken(HOOKS);
    }

    @Override
    String deliveries() {
        return HOOKS + "/5/deliveries";
    }

    @Test
    void comparesPullRequestsWhereTheTokenMayNotSeeWebhooks() throws InterruptedException {
        rig.github.says(
                HOOKS + "?per_page=100",
                403,
                "{\"message\": \"Resource not accessible by personal access token\"}",
                Map.of());

        rig.round();
        rig.clock.advance(Duration.ofMinutes(5));
        rig.round();

        assertThat(rig.github.asked()).filteredOn(line -> line.contains("/pulls?")).hasSize(2);
        assertThat(rig.github.asked()).filteredOn(line -> line.contains(HOOKS)).hasSize(1);
        assertThat(asks()).isEmpty();
    }
}
