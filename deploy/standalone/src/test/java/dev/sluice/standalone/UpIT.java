package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice up} as people run it: started, used, stopped, killed, started again. */
class UpIT {

    /** 3 s are what a machine of one's own takes; here all tests run at once. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    @TempDir Path directory;

    private LoopbackForge forge;
    private LoopbackRepository repository;
    private int port;

    @BeforeEach
    void start() throws IOException {
        forge = LoopbackForge.start(directory.resolve("forge"));
        repository = forge.createRepository("acme", "shop");
        repository.commit("main", "Begin", Map.of("README.md", "# Shop\n"));
        port = SluiceProcess.freePort();
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void goesOnWhereItWasAfterAStopAndAfterAKill() throws Exception {
        try (SluiceProcess first = up().awaitReady(port).awaitOutput("Ctrl-C stops")) {
            assertThat(first.output()).contains("secret    " + secret());
            assertThat(first.output()).contains("token     " + token());
            assertThat(upload(token())).isEqualTo(202);
            assertThat(upload("sluice-admin-" + "0".repeat(64))).isEqualTo(401);
            String head = propose(1);
            assertThat(awaitVerdict(head)).isEqualTo("success");

            assertThat(first.stop()).isLessThan(STOPS_WITHIN);
            assertStoppedCleanly();
        }
        try (SluiceProcess second = up().awaitReady(port).awaitOutput("Ctrl-C stops")) {
            assertThat(second.output()).doesNotContain(secret()).doesNotContain(token());
            assertThat(upload(token())).isEqualTo(202);
            propose(2); // accepted, and very likely not yet decided
            second.kill();
        }
        String killedHead = repository.tip("change-2");
        try (SluiceProcess third = up().awaitReady(port)) {
            assertThat(awaitVerdict(killedHead)).isEqualTo("success");
            assertThat(third.stop()).isLessThan(STOPS_WITHIN);
            assertStoppedCleanly();
        }
        assertThat(decided(killedHead)).as("one status, not two").isEqualTo(1);
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        try (SluiceProcess _ = up().awaitOutput("starting in");
                SluiceProcess second =
                        SluiceProcess.start(
                                Map.of(),
                                "up",
                                "--port",
                                Integer.toString(SluiceProcess.freePort()),
                                "--data",
                                data())) {
            assertThat(second.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(second.output())
                    .isEqualTo(
                            "sluice: another sluice is using %s; stop it, or choose another directory with --data%n"
                                    .formatted(data()));
        }
    }

    @Test
    void refusesABrokenPolicyBeforeAnythingStarts() throws Exception {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "apiVersion: [\n");
        try (SluiceProcess refused =
                SluiceProcess.start(
                        Map.of("SLUICE_POLICY", policy.toString()), "up", "--data", data())) {
            assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(refused.output())
                    .startsWith("sluice: " + policy + ":")
                    .doesNotContain("\tat ");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    /** PostgreSQL removes its pid file last of all; Kafka leaves a mark for its next start. */
    private void assertStoppedCleanly() {
        assertThat(directory.resolve("data/database/data/postmaster.pid")).doesNotExist();
        assertThat(directory.resolve("data/broker/records/.kafka_cleanshutdown")).exists();
    }

    private SluiceProcess up() throws IOException {
        return SluiceProcess.start(
                Map.of(
                        "SLUICE_GITHUB_API_URL", forge.apiUrl().toString(),
                        "SLUICE_GITHUB_TOKEN", forge.tokens().statuses(),
                        "SLUICE_ALLOW_PRIVATE_HOSTS", "127.0.0.1",
                        "SLUICE_POLICY", secretsOnly().toString()),
                "up",
                "--port",
                Integer.toString(port),
                "--data",
                data());
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** As whoever runs this Sluice, with the token that the other commands find. */
    private int upload(String token) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/v1/facts/scans?repository=acme/shop&repository-id=1&owner-id=1&commit=%s"
                                                .formatted(port, repository.tip("main"))))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/sarif+json")
                        .POST(BodyPublishers.ofString("{\"version\": \"2.1.0\", \"runs\": []}"))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private Path secretsOnly() throws IOException {
        return Files.writeString(
                directory.resolve("policy.yaml"),
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata:
                  name: secrets-only
                rules:
                  - name: secrets-scanned
                    require: [secrets]
                """);
    }

    private String secret() throws IOException {
        return Files.readString(directory.resolve("data/webhook-secret")).strip();
    }

    private String token() throws IOException {
        return Files.readString(directory.resolve("data/administrator-token")).strip();
    }

    private String propose(long number) throws Exception {
        String branch = "change-" + number;
        repository.branch(branch, repository.tip("main"));
        String head = repository.commit(branch, "Change", Map.of("src/" + number + ".txt", "x\n"));
        repository.pull(number, head);
        HttpRequest request =
                repository
                        .pullRequest(number, branch, head)
                        .build()
                        .request(
                                URI.create("http://127.0.0.1:" + port + "/webhooks/github"),
                                secret());
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
        return head;
    }

    private String awaitVerdict(String sha) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> decided(sha) > 0);
        return forge.writes(sha).getLast().state();
    }

    private long decided(String sha) {
        return forge.writes(sha).stream().filter(write -> !write.state().equals("pending")).count();
    }
}
