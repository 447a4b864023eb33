package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The webhook of the App, seen as that App. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class DeliveriesOfTheAppTest extends FailedDeliveriesContract {

    @Override
    Rig rig() {
        Rig rig = Rig.asApp(database, changes, forges.getFirst());
        rig.github.isInstalled();
        return rig;
    }

    @Override
    String deliveries() {
        return "/app/hook/deliveries";
    }
}
