package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.AppFixture.Installed;
import dev.sluice.e2e.ForgeFixture.Proposal;
import dev.sluice.e2e.ForgeFixture.Repo;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Event;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Service;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.standalone.forge.checks.Annotation;
import dev.sluice.standalone.forge.checks.CheckRun;
import dev.sluice.standalone.forge.comments.IssueComment;
import dev.sluice.standalone.forge.comments.ReviewThread;
import dev.sluice.standalone.forge.deployments.ProtectionRules.Word;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.scanning.Alert;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.DeploymentProtectionRuleWebhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What people see on their pull request when Sluice is a GitHub App. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AppLineIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final String CONTEXT = "sluice/main";

    private static final PrismWitness WITNESS = new PrismWitness();
    private static ServicePerJvm line;
    private static AppFixture app;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        ForgeFixture forge = ForgeFixture.start(directory.resolve("forge"), WITNESS);
        app = AppFixture.create(forge, Files.createDirectories(directory.resolve("app")));
        var environment = new HashMap<>(app.environment());
        environment.put("SLUICE_NOTIFIER_CODE_SCANNING_ENABLED", "true");
        line = ServicePerJvm.startFor(forge, directory, environment);
        ConsumerGroups.awaitSettled(line.bootstrapServers(), A_WHILE);
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
    }

    @Test
    void aNewSecretEndsInOneCheckRunWithItsAnnotationAndNoStatus() {
        Proposal proposal = withSecret(app.installed().repository(), 1);

        deliver(proposal, "opened");

        CheckRun run = concluded(proposal, "failure");
        assertThat(run.name()).isEqualTo(CONTEXT);
        assertThat(run.title()).isNotBlank();
        eventually(() ->
                assertThat(onlyRun(proposal).annotations())
                        .singleElement()
                        .returns("app.env", Annotation::path)
                        .returns(1, Annotation::startLine));
        assertThat(line.forge().forge().writes(proposal.headSha())).isEmpty();
    }

    @Test
    void aPushThatTakesTheSecretOutPasses() {
        Repo repository = app.installed().repository();
        Proposal before = withSecret(repository, 2);
        deliver(before, "opened");
        concluded(before, "failure");

        // A commit on top would leave it in the history of the branch.
        repository.commit("feature", "main", Map.of("app.env", "TOKEN=none\n"));
        Proposal after = repository.propose(1, "feature", "main");
        deliver(after, "synchronize");

        concluded(after, "success");
        assertThat(onlyRun(before).conclusion()).isEqualTo("failure");
    }

    @Test
    void oneCommentAndOneRemarkOnTheLineFollowTheChangeToItsEnd() {
        Repo repository = app.installed().repository();
        Proposal before = withSecret(repository, 3);
        deliver(before, "opened");
        eventually(() ->
                assertThat(comments(repository))
                        .singleElement()
                        .returns("sluice[bot]", comment -> comment.author().login()));
        eventually(() ->
                assertThat(threads(repository))
                        .singleElement()
                        .returns("app.env", thread -> thread.first().path())
                        .returns(1, thread -> thread.first().line())
                        .returns(false, ReviewThread::resolved));
        IssueComment comment = comments(repository).getFirst();

        repository.commit("feature", "main", Map.of("app.env", "TOKEN=none\n"));
        Proposal after = repository.propose(1, "feature", "main");
        deliver(after, "synchronize");

        concluded(after, "success");
        eventually(() ->
                assertThat(threads(repository)).singleElement().matches(ReviewThread::resolved));
        eventually(() ->
                assertThat(comments(repository))
                        .singleElement()
                        .returns(comment.id(), IssueComment::id)
                        .satisfies(now -> assertThat(now.body()).isNotEqualTo(comment.body())));
    }

    @Test
    void aNotifierThatIsKilledAfterGitHubAcceptedLeavesOneOfEach() {
        Repo repository = app.installed().repository();
        Proposal proposal = withSecret(repository, 4);
        killAfterTheEffect(proposal);

        concluded(proposal, "failure");
        eventually(() -> assertThat(comments(repository)).hasSize(1));
        eventually(() -> assertThat(threads(repository)).hasSize(1));
        // A later change of the same repository tells when everything before it is through.
        repository.commit("other", "main", Map.of("other.txt", "other\n"));
        Proposal later = repository.propose(2, "other", "main");
        deliver(later, "opened");
        concluded(later, "success");
        assertThat(comments(repository)).hasSize(1);
        assertThat(threads(repository)).hasSize(1);
    }

    @Test
    void aNotifierThatIsKilledAfterGitHubAcceptedLeavesOneCheckRun() {
        Proposal proposal = clean(app.installed().repository());
        killAfterTheEffect(proposal);

        concluded(proposal, "success");
        eventually(() -> assertThat(delivered(proposal)).isNotEmpty());
        assertThat(line.forge().forge().checkRuns().of(proposal.headSha())).hasSize(1);
    }

    @Test
    void aWebhookThatComesBeforeTheCommitIsWaitedFor() {
        Proposal proposal = clean(app.installed().repository());
        var faults = line.forge().forge().faults();
        faults.hide(proposal.headSha());
        try {
            deliver(proposal, "opened");
            // A change of another repository passes meanwhile.
            Proposal other = clean(app.installed().repository());
            deliver(other, "opened");
            concluded(other, "success");
            assertThat(line.forge().forge().checkRuns().of(proposal.headSha())).isEmpty();
        } finally {
            faults.reveal(proposal.headSha());
        }

        concluded(proposal, "success");
    }

    @Test
    void aReRunEndsInANewDecisionOnTheSameCheckRun() {
        Installed installed = app.installed();
        Proposal proposal = clean(installed.repository());
        deliver(proposal, "opened");
        CheckRun run = concluded(proposal, "success");
        eventually(() -> assertThat(decisions(proposal)).isNotEmpty());
        long before = decisions(proposal).getLast().sequence();

        var answer =
                Webhooks.send(
                        line,
                        "check_run",
                        run.webhook(installed.installation().id(), Account.ADA)
                                .rerequested()
                                .body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        eventually(
                () -> assertThat(decisions(proposal).getLast().sequence()).isGreaterThan(before));
        eventually(() -> assertThat(onlyRun(proposal).updates()).isGreaterThan(run.updates()));
        concluded(proposal, "success");
    }

    @Test
    void aWriterWhoAsksInACommentGetsANewDecision() {
        Repo repository = app.installed().repository();
        Proposal proposal = clean(repository);
        deliver(proposal, "opened");
        eventually(() -> assertThat(decisions(proposal)).isNotEmpty());
        long before = decisions(proposal).getLast().sequence();

        var answer =
                Webhooks.send(
                        line,
                        "issue_comment",
                        Asking.comment(repository, 1, "ada", 501, "/sluice rescan"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        eventually(
                () -> assertThat(decisions(proposal).getLast().sequence()).isGreaterThan(before));
        concluded(proposal, "success");
    }

    @Test
    void whatIsFoundBecomesOneAlertOfCodeScanning() {
        Repo repository = app.installed().repository();
        Proposal proposal = withSecret(repository, 5);

        deliver(proposal, "opened");

        var scanning = line.forge().forge().codeScanning();
        eventually(() ->
                assertThat(scanning.alerts(repository.repository()))
                        .singleElement()
                        .matches(Alert::open));
        eventually(() ->
                assertThat(delivered(proposal))
                        .extracting(told -> told.target().kind())
                        .contains("github-code-scanning"));
        assertThat(scanning.uploads(repository.repository()))
                .allSatisfy(upload -> {
                    assertThat(upload.problems()).isEmpty();
                    assertThat(upload.commitSha()).isEqualTo(proposal.headSha());
                });
    }

    /** Deciding comes with the gate; here the test decides in the engine's stead. */
    @Test
    void aDeploymentThatWaitsIsAnsweredOnce() throws Exception {
        Installed installed = app.installed();
        LoopbackRepository repository = installed.repository().repository();
        String sha = installed.repository().commit("main", Map.of("README.md", "hello\n"));
        var rules = line.forge().forge().protectionRules();
        rules.await(repository, 71, "production");
        var webhook =
                new DeploymentProtectionRuleWebhook(
                                repository.labels(),
                                "production",
                                sha,
                                "main",
                                17,
                                71,
                                installed.installation().id())
                        .requested();
        var answer = Webhooks.send(line, webhook.event(), webhook.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        DeploymentRequested requested =
                await().atMost(A_WHILE)
                        .until(
                                () ->
                                        line.log()
                                                .facts(
                                                        DeploymentRequested.class,
                                                        it -> it.deployment().sha().equals(sha)),
                                list -> !list.isEmpty())
                        .getFirst();

        decide(requested, 1);
        decide(requested, 1);

        eventually(() ->
                assertThat(rules.said(repository, 71, "production"))
                        .singleElement()
                        .returns("approved", Word::state));
    }

    private static void decide(DeploymentRequested requested, long sequence) throws Exception {
        var decided =
                new DeploymentDecided(
                        requested.deployment(),
                        requested.repository(),
                        sequence,
                        Verdict.PASS,
                        Instant.now(),
                        "all rules hold");
        var event =
                new Event<>(
                        UUID.randomUUID(),
                        Service.POLICY_ENGINE,
                        Instant.now(),
                        UUID.randomUUID(),
                        null,
                        null,
                        decided);
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", line.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(EventWriter.record(event)).get();
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        Installed installed = app.installed();
        installed.installation().removePermission("checks");
        Proposal proposal = clean(installed.repository());

        deliver(proposal, "opened");

        assertThat(failure(proposal)).contains("\"Checks: write\"");
    }

    @Test
    void anUninstalledAppIsNamed() {
        Installed installed = app.installed();
        Proposal before = clean(installed.repository());
        deliver(before, "opened");
        concluded(before, "success");

        installed.installation().uninstall();
        installed.repository().commit("feature", "feature", Map.of("later.txt", "later\n"));
        Proposal after = installed.repository().propose(1, "feature", "main");
        deliver(after, "synchronize");

        assertThat(failure(after)).containsIgnoringCase("install");
    }

    @Test
    void aRenamedRepositoryIsToldUnderItsNewName() {
        Installed installed = app.installed();
        Repo repository = installed.repository();
        Proposal before = clean(repository);
        deliver(before, "opened");
        concluded(before, "success");

        line.forge()
                .forge()
                .move(
                        repository.repository(),
                        repository.repository().owner(),
                        repository.repository().name() + "-renamed");
        repository.commit("feature", "feature", Map.of("later.txt", "later\n"));
        Proposal after = repository.propose(1, "feature", "main");
        deliver(after, "synchronize");

        concluded(after, "success");
    }

    /** Holds every request of the tests above against GitHub's own description. */
    @Test
    @Order(Integer.MAX_VALUE)
    void everyRequestIsOneThatGitHubDocuments() throws Exception {
        try (Prism prism = Prism.start()) {
            PrismWitness.Judgement judgement = WITNESS.judge(prism);

            assertThat(judgement.kinds())
                    .anyMatch(kind -> kind.startsWith("POST") && kind.endsWith("/check-runs"))
                    .anyMatch(kind -> kind.endsWith("/access_tokens"))
                    .anyMatch(kind -> kind.startsWith("POST") && kind.endsWith("/comments"))
                    .anyMatch(kind -> kind.endsWith("/code-scanning/sarifs"))
                    .anyMatch(kind -> kind.endsWith("/deployment_protection_rule"))
                    .anyMatch(kind -> kind.endsWith("/permission"));
            assertThat(judgement.objections()).isEmpty();
        }
    }

    // ---- what the tests above say in one word

    private static void deliver(Proposal proposal, String action) {
        var answer = Webhooks.send(line, "pull_request", proposal.event(action));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** The writes take effect, and the notifier dies before it hears of it. */
    private static void killAfterTheEffect(Proposal proposal) {
        var faults = line.forge().forge().faults();
        faults.stallWritesAfterEffect();
        try {
            deliver(proposal, "opened");
            await().atMost(A_WHILE).until(() -> faults.stalledWrites() > 0);
            line.notifier().kill();
        } finally {
            faults.releaseWrites();
        }
        line.notifier().start().awaitReady();
    }

    private static List<IssueComment> comments(Repo repository) {
        return line.forge().forge().issueComments().of(repository.repository(), 1);
    }

    private static List<ReviewThread> threads(Repo repository) {
        return line.forge().forge().reviewComments().threads(repository.repository(), 1);
    }

    private static Proposal clean(Repo repository) {
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        return repository.propose(1, "feature", "main");
    }

    private static Proposal withSecret(Repo repository, int seed) {
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit(
                "feature",
                "main",
                Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(100 + seed) + "\n"));
        return repository.propose(1, "feature", "main");
    }

    private static CheckRun concluded(Proposal proposal, String conclusion) {
        eventually(() ->
                assertThat(onlyRun(proposal))
                        .returns("completed", CheckRun::status)
                        .returns(conclusion, CheckRun::conclusion));
        return onlyRun(proposal);
    }

    private static CheckRun onlyRun(Proposal proposal) {
        List<CheckRun> runs =
                line.forge()
                        .forge()
                        .checkRuns()
                        .shown(proposal.repository().repository(), proposal.headSha());
        assertThat(runs).as(() -> failures(proposal).toString()).hasSize(1);
        return runs.getFirst();
    }

    private static String failure(Proposal proposal) {
        eventually(() -> assertThat(failures(proposal)).isNotEmpty());
        return String.join("\n", failures(proposal));
    }

    private static List<String> failures(Proposal proposal) {
        return line
                .log()
                .facts(
                        PublicationFailed.class,
                        failed -> failed.revision().headSha().equals(proposal.headSha()))
                .stream()
                .map(PublicationFailed::reason)
                .toList();
    }

    private static List<ChangeDecided> decisions(Proposal proposal) {
        return line.log()
                .facts(
                        ChangeDecided.class,
                        decided -> decided.revision().headSha().equals(proposal.headSha()));
    }

    private static List<PublicationDelivered> delivered(Proposal proposal) {
        return line.log()
                .facts(
                        PublicationDelivered.class,
                        told -> told.revision().headSha().equals(proposal.headSha()));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(A_WHILE).untilAsserted(assertion);
    }
}
