package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ForgeFixture.Proposal;
import dev.sluice.e2e.ForgeFixture.Repo;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeKind;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.Topic;
import dev.sluice.standalone.forge.app.Installation;
import dev.sluice.standalone.forge.checks.CheckRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub did not deliver, and what it never sent, ends as if it had. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconcilerIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private static ServicePerJvm line;
    private static AppFixture app;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        ForgeFixture forge = ForgeFixture.start(directory.resolve("forge"));
        app = AppFixture.create(forge, Files.createDirectories(directory.resolve("app")));
        var environment = new HashMap<>(app.environment());
        environment.put("SLUICE_RECONCILER_ENABLED", "true");
        environment.put("SLUICE_RECONCILER_EVERY", "PT2S");
        environment.put("SLUICE_INGEST_RECONCILER_LOOK", "PT0.5S");
        environment.put("SLUICE_INGEST_RECONCILER_GRACE", "PT0S");
        line = ServicePerJvm.startFor(forge, directory, environment);
        app.app()
                .deliveries()
                .leadTo(line.ingest().resolve("/webhooks/github").toString(), Line.WEBHOOK_SECRET);
        ConsumerGroups.awaitSettled(line.bootstrapServers(), A_WHILE);
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
    }

    @Test
    @Order(1)
    void aWebhookThatGitHubCouldNotDeliverIsDeliveredAgainAndDecided() throws Exception {
        Repo repository = app.installed().repository();
        String before = repository.commit("main", Map.of("README.md", "hello\n"));
        String after = repository.commit("main", Map.of("README.md", "hello again\n"));

        app.app().deliveries().lose(repository.repository().push("main", before, after).build());

        concluded(repository, after, "success");
        assertThat(app.app().deliveries().redeliveries()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void aPullRequestWhoseWebhookWasNeverSentGetsItsVerdict() {
        Repo repository = app.installed().repository();
        Proposal proposal = withSecret(repository, 1);
        byte[] webhook = proposal.event("opened");

        concluded(repository, proposal.headSha(), "failure");

        // Should it come after all, nothing happens that did not happen before.
        assertThat(Webhooks.send(line, "pull_request", webhook).statusCode()).isEqualTo(202);
        repository.commit("other", "main", Map.of("other.txt", "other\n"));
        Proposal later = repository.propose(2, "other", "main");
        concluded(repository, later.headSha(), "success");
        assertThat(proposed(proposal)).hasSize(1);
        assertThat(decided(proposal)).hasSize(1);
    }

    @Test
    @Order(3)
    void aFirstInstallationLeadsToOneScanOfWhatIsThereAndToNothingElse() throws Exception {
        Repo repository = line.forge().repository("newcomer");
        String main =
                repository.commit(
                        "main", Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(200) + "\n"));
        Installation installation = line.forge().forge().install(app.app(), "newcomer");
        var webhook = installation.webhook(List.of(repository.repository())).created();

        assertThat(app.app().deliveries().send(webhook)).isEqualTo(202);

        eventually(() ->
                assertThat(
                                line.log()
                                        .facts(
                                                ScanCompleted.class,
                                                scan ->
                                                        scan.scanner().equals("secrets")
                                                                && isBaseline(
                                                                        scan.revision(), main)))
                        .singleElement()
                        .returns(1, ScanCompleted::findings));
        // What comes later tells when everything before it is through.
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        Proposal later = repository.propose(1, "feature", "main");
        concluded(repository, later.headSha(), "success");
        assertThat(
                        line.log()
                                .facts(
                                        RepositoryConnected.class,
                                        connected -> isBaseline(connected.revision(), main)))
                .hasSize(1);
        assertThat(
                        line.log()
                                .facts(
                                        ScanScheduled.class,
                                        scheduled -> isBaseline(scheduled.revision(), main)))
                .hasSize(1);
        assertThat(line.log().facts(ScanReported.class, part -> isBaseline(part.revision(), main)))
                .hasSize(1);
        assertThat(
                        line.log()
                                .facts(
                                        ChangeDecided.class,
                                        decided -> isBaseline(decided.revision(), main)))
                .isEmpty();
        assertThat(line.forge().forge().checkRuns().of(main)).isEmpty();
        assertThat(line.forge().forge().writes(main)).isEmpty();
    }

    @Test
    @Order(4)
    void oneOfTwoReplicasDoesItAndTheOtherWhenThatOneIsGone() {
        try (ServiceProcess second = line.anotherIngest()) {
            second.start().awaitReady();
            Repo repository = app.installed().repository();
            Proposal first = clean(repository, 1);
            concluded(repository, first.headSha(), "success");
            assertThat(raised(first)).isEqualTo(1);
            assertThat(proposed(first)).hasSize(1);

            line.ingestProcess().kill();

            Proposal next = clean(repository, 2);
            // Its lease runs out after two minutes if it was at it when it died.
            await().atMost(Duration.ofMinutes(4))
                    .untilAsserted(() -> assertConcluded(repository, next.headSha(), "success"));
            assertThat(raised(next)).isEqualTo(1);
        } finally {
            line.ingestProcess().start().awaitReady();
        }
    }

    // ---- what the tests above say in one word

    private static boolean isBaseline(Revision revision, String sha) {
        return revision.change().kind() == ChangeKind.BASELINE && revision.headSha().equals(sha);
    }

    private static Proposal clean(Repo repository, long number) {
        if (number == 1) {
            repository.commit("main", Map.of("README.md", "hello\n"));
        }
        String branch = "feature-" + number;
        repository.commit(branch, "main", Map.of("more-" + number + ".txt", "more\n"));
        return repository.propose(number, branch, "main");
    }

    private static Proposal withSecret(Repo repository, int seed) {
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit(
                "feature",
                "main",
                Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(300 + seed) + "\n"));
        return repository.propose(1, "feature", "main");
    }

    private static List<ChangeProposed> proposed(Proposal proposal) {
        return line.log()
                .facts(
                        ChangeProposed.class,
                        fact -> fact.revision().headSha().equals(proposal.headSha()));
    }

    private static List<ChangeDecided> decided(Proposal proposal) {
        return line.log()
                .facts(
                        ChangeDecided.class,
                        fact -> fact.revision().headSha().equals(proposal.headSha()));
    }

    /** How often a delivery about this head was stored. */
    private static long raised(Proposal proposal) {
        return line.log().records(Topic.DELIVERIES).stream()
                .filter(record ->
                        new String(record.value(), StandardCharsets.UTF_8)
                                .contains(proposal.headSha()))
                .count();
    }

    private static void concluded(Repo repository, String sha, String conclusion) {
        eventually(() -> assertConcluded(repository, sha, conclusion));
    }

    private static void assertConcluded(Repo repository, String sha, String conclusion) {
        assertThat(line.forge().forge().checkRuns().shown(repository.repository(), sha))
                .singleElement()
                .returns("completed", CheckRun::status)
                .returns(conclusion, CheckRun::conclusion);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(A_WHILE).untilAsserted(assertion);
    }
}
