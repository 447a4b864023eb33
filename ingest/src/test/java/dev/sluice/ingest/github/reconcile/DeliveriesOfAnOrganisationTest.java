package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

/** Webhooks of an organisation, seen with a token. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class DeliveriesOfAnOrganisationTest extends FailedDeliveriesContract {

    private static final String HOOKS = "/organizations/8/hooks";

    @Override
    Rig rig() {
        Rig rig = new Rig(database, changes, forges.getFirst());
        rig.repositories.met(List.of(Rig.REPOSITORY), null);
        rig.github.says(
                "/repositories/7/pulls?state=open&sort=created&direction=asc&per_page=50", "[]");
        rig.github.says(
                HOOKS + "?per_page=100",
                """
                [{"id": 5, "config": {"url": "https://sluice.example/webhooks/github"}},
                 {"id": 6, "config": {"url": "https://elsewhere.example/hook"}}]
                """);
        return rig;
    }

    @Override
    String deliveries() {
        return HOOKS + "/5/deliveries";
    }
}
