package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From meeting a repository to what it holds. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class FirstContactsTest {

    private static final String HEAD = "d".repeat(40);

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(database, changes, forges.getFirst());
        rig.github.says(
                "/repositories/7",
                """
                {"id": 7, "name": "shop", "default_branch": "release/next",
                 "description": "A secret plan",
                 "owner": {"id": 8, "login": "acme", "type": "Organization"}}
                """);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void tellsWhatANewRepositoryHolds() throws InterruptedException {
        hasBranch();
        rig.translate(installed());

        rig.firstContacts();

        assertThat(rig.stored).hasSize(1);
        assertThat(new String(rig.stored.getFirst().body(), StandardCharsets.UTF_8))
                .doesNotContain("secret plan");
        assertThat(rig.translate(rig.stored.getFirst()))
                .singleElement()
                .extracting(event -> event.fact())
                .isEqualTo(
                        new RepositoryConnected(
                                Revision.of(
                                        ChangeId.baseline(Rig.REPOSITORY, "release/next"),
                                        HEAD,
                                        "release/next"),
                                Rig.REPOSITORY));
        assertThat(rig.counted("raised", "kind", "first-contact")).isEqualTo(1);
    }

    @Test
    void tellsItOnceHoweverOftenItIsMet() throws InterruptedException {
        hasBranch();
        rig.translate(installed());
        rig.firstContacts();
        rig.translate(installed());
        rig.translate(ping());

        rig.firstContacts();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void tellsTheSameOnceMoreAfterACrashInBetween() throws InterruptedException {
        hasBranch();
        rig.translate(ping());
        rig.firstContacts();
        database.inTransaction(
                handle -> handle.execute("update repository set baseline = 'wanted'"));

        rig.firstContacts();

        assertThat(rig.stored)
                .extracting(Delivery::id)
                .hasSize(2)
                .containsOnly(rig.stored.getFirst().id());
    }

    @Test
    void waitsForTheFirstBranchAndNotForever() throws InterruptedException {
        rig.translate(installed());
        for (int hour = 0; hour < 10; hour++) {
            rig.firstContacts();
            rig.clock.advance(Duration.ofHours(1));
        }

        assertThat(rig.stored).isEmpty();
        assertThat(rig.github.asked()).filteredOn(line -> line.contains("/branches/")).hasSize(6);
    }

    @Test
    void tellsOfARepositoryWhoseFirstBranchCameLater() throws InterruptedException {
        rig.translate(installed());
        rig.firstContacts();

        hasBranch();
        rig.firstContacts();
        assertThat(rig.stored).isEmpty();
        rig.clock.advance(Duration.ofHours(1));
        rig.firstContacts();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void asksNothingWhereNothingIsNew() throws InterruptedException {
        rig.firstContacts();

        assertThat(rig.github.asked()).isEmpty();
    }

    private void hasBranch() {
        rig.github.says(
                "/repositories/7/branches/release%2Fnext",
                "{\"name\": \"release/next\", \"commit\": {\"sha\": \"" + HEAD + "\"}}");
    }

    private static Delivery installed() {
        return delivery(
                "installation",
                """
                {"action": "created",
                 "installation": {"id": 77, "account": {"id": 8, "login": "acme"}},
                 "repositories": [{"id": 7, "name": "shop", "full_name": "acme/shop"}],
                 "sender": {"id": 101, "login": "mona", "type": "User"}}
                """);
    }

    private static Delivery ping() {
        return delivery(
                "ping",
                """
                {"zen": "Keep it logically awesome.", "hook_id": 5,
                 "repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}}}
                """);
    }

    private static Delivery delivery(String event, String body) {
        return new Delivery(
                UUID.randomUUID(),
                "github",
                null,
                event,
                UUID.randomUUID().toString(),
                "application/json",
                Rig.NOW,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
