package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Webhooks of an organisation, seen with a token. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class DeliveriesOfAnOrganisationTest extends FailedDeliveriesContract {

    private static final String HOOKS = "/organizations/8/hooks";

    @Override
    Rig rig() {
        return withToken(HOOKS);
    }

    @Override
    String deliveries() {
        return HOOKS + "/5/deliveries";
    }
}
