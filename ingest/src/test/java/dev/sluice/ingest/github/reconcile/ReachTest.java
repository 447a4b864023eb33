package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.reconcile.StoppedException;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an App looks at: what GitHub says that its installations reach. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class ReachTest {

    private static final String INSTALLATIONS = "/app/installations?per_page=100";
    private static final String REACHED = "/installation/repositories?per_page=100";

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.asApp(database, changes, forges.getFirst());
        rig.github.says("/app/hook/deliveries?per_page=100", "[]");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void looksAtAllThatItsInstallationsReach() throws InterruptedException {
        rig.github.isInstalled(77);
        rig.github.says(REACHED, reached(7), "per_page=100&page=2");
        rig.github.says("/installation/repositories?per_page=100&page=2", reached(9));

        rig.round();

        assertThat(looked()).containsExactly(7L, 9L);
    }

    @Test
    void readsAllPagesOfInstallations() throws InterruptedException {
        rig.github.says(INSTALLATIONS, "[]", "per_page=100&page=2");
        rig.github.says("/app/installations?per_page=100&page=2", "[{\"id\": 77}]");
        rig.github.givesToken(77);
        rig.github.says(REACHED, reached(7));

        rig.round();

        assertThat(looked()).containsExactly(7L);
    }

    @Test
    void leavesSuspendedInstallationsAlone() throws InterruptedException {
        rig.github.isInstalled(77);
        rig.github.says(REACHED, reached(7));
        rig.round();
        rig.github.says(
                INSTALLATIONS, "[{\"id\": 77, \"suspended_at\": \"2026-11-21T11:00:00Z\"}]");
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.asked())
                .containsExactly(
                        "GET " + INSTALLATIONS + " 200",
                        "GET /app/hook/deliveries?per_page=100 304");
    }

    @Test
    void goesOnWithOthersWhereAnInstallationGivesNoToken() throws InterruptedException {
        rig.github.isInstalled(77, 78);
        rig.github.says("/app/installations/78/access_tokens", 403, "{}", Map.of());
        rig.github.says(REACHED, reached(7));

        rig.round();

        assertThat(looked()).containsExactly(7L);
    }

    @Test
    void looksAtNothingWithoutAnInstallation() throws InterruptedException {
        rig.github.isInstalled();

        rig.round();

        assertThat(looked()).isEmpty();
    }

    @Test
    void costsNothingWhileNothingChanges() throws InterruptedException {
        rig.github.isInstalled(77);
        rig.github.says(REACHED, reached(7), "per_page=100&page=2");
        rig.github.says("/installation/repositories?per_page=100&page=2", reached(9));
        rig.github.says(pulls(7), "[]");
        rig.github.says(pulls(9), "[]");
        rig.round();
        int used = rig.github.used();
        rig.clock.advance(Duration.ofMinutes(5));
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.used()).isEqualTo(used);
        assertThat(rig.github.asked()).hasSize(6).allMatch(line -> line.endsWith(" 304"));
        assertThat(looked()).containsExactly(7L, 9L);
    }

    @Test
    void goesOnWithWhatItKnowsWhenTheAppHasSpentItsOwnShare() throws InterruptedException {
        rig.github.isInstalled(77);
        rig.github.says(REACHED, reached(7));
        rig.github.says(pulls(7), "[]");
        rig.github.says(
                "/app/hook/deliveries?per_page=100",
                200,
                "[]",
                Map.of("X-RateLimit-Remaining", "0"));
        rig.round();
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.asked()).containsExactly("GET " + pulls(7) + " 304");
    }

    @Test
    void saysInOneLineThatTheKeyIsOfAnotherApp() {
        rig.github.says(INSTALLATIONS, 401, "{\"message\": \"Bad credentials\"}", Map.of());

        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(rig::round)
                .withMessage(
                        "GitHub does not accept the key of the App: SLUICE_GITHUB_APP_ID and"
                                + " SLUICE_GITHUB_APP_KEY_FILE have to be of the same App");
    }

    @Test
    void scansOnceWhatAnAppReachesThatWasConnectedWithoutAnyWebhook() throws InterruptedException {
        rig.github.isInstalled(77);
        rig.github.says(REACHED, reached(7));
        rig.github.says(
                "/repositories/7",
                """
                {"id": 7, "name": "shop-7", "default_branch": "main",
                 "owner": {"id": 8, "login": "acme", "type": "Organization"}}
                """);
        rig.github.says(
                "/repositories/7/branches/main",
                "{\"name\": \"main\", \"commit\": {\"sha\": \"%s\"}}".formatted("d".repeat(40)));

        for (int round = 0; round < 3; round++) {
            rig.round();
            rig.firstContacts();
            rig.clock.advance(Duration.ofMinutes(5));
        }

        assertThat(rig.stored).singleElement().extracting("event").isEqualTo("first_contact");
        assertThat(rig.translate(rig.stored.getFirst())).hasSize(1);
    }

    /** The numbers of the repositories whose pull requests were asked for. */
    private List<Long> looked() {
        return rig.github.asked().stream()
                .filter(line -> line.contains("/pulls?"))
                .map(line -> Long.valueOf(line.split("/")[2]))
                .toList();
    }

    private static String reached(long id) {
        return """
        {"total_count": 1, "repositories": [
          {"id": %d, "name": "shop-%d", "owner": {"id": 8, "login": "acme"}}]}
        """
                .formatted(id, id);
    }

    private static String pulls(long id) {
        return "/repositories/%d/pulls?state=open&sort=created&direction=asc&per_page=50"
                .formatted(id);
    }
}
