package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.connect.Person;
import dev.sluice.standalone.forge.ForgeTokens;
import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.checks.CheckRun;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From no App to a check run on a private repository, by the two commands that people run. */
class UpAsAppIT {

    private static final Pattern START = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/start/\\w+");

    @TempDir Path directory;

    private LoopbackForge forge;
    private LoopbackRepository repository;
    private int port;

    @BeforeEach
    void start() throws IOException {
        var unknown = new ForgeTokens(random(), random());
        forge = LoopbackForge.start(directory.resolve("forge"), unknown, Clock.systemUTC());
        repository = forge.createRepository("acme", "shop");
        repository.commit("main", "Begin", Map.of("README.md", "# Shop\n"));
        port = SluiceProcess.freePort();
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void showsACheckRunOnAPrivateRepositoryWithNothingSetByHand() throws Exception {
        forge.install(forge.app(connected()), "acme");

        try (SluiceProcess up =
                SluiceProcess.start(
                                Map.of(
                                        "SLUICE_ALLOW_PRIVATE_HOSTS",
                                        "127.0.0.1",
                                        "SLUICE_POLICY",
                                        secretsOnly().toString()),
                                "up",
                                "--port",
                                Integer.toString(port),
                                "--data",
                                data().toString())
                        .awaitReady(port)
                        .awaitOutput("Ctrl-C stops")) {
            assertThat(up.output()).contains("github    App sluice-acme-", "kept in " + data());
            String head = propose();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> completed(head).size() == 1);

            assertThat(completed(head).getFirst().conclusion()).isEqualTo("success");
            assertThat(forge.writes()).as("statuses beside the check run").isEmpty();
            assertThat(up.output() + Files.readString(data().resolve("logs/sluice.log")))
                    .doesNotContain("PRIVATE KEY", "ghs_", "eyJ");
        }
    }

    private List<CheckRun> completed(String sha) {
        return forge.checkRuns().of(sha).stream()
                .filter(run -> "completed".equals(run.status()))
                .toList();
    }

    private long connected() throws Exception {
        try (SluiceProcess connect =
                        SluiceProcess.start(
                                        Map.of(),
                                        "connect",
                                        "github",
                                        "--no-browser",
                                        "--organisation",
                                        "acme",
                                        "--webhook-url",
                                        "https://sluice.example.org",
                                        "--github-url",
                                        forge.url().toString(),
                                        "--data",
                                        data().toString())
                                .awaitOutput("/start/");
                var person = new Person()) {
            Matcher page = START.matcher(connect.output());
            assertThat(page.find()).isTrue();
            person.get(person.handOver(URI.create(page.group())));
            assertThat(connect.exitCode()).as(connect.output()).isZero();
            Matcher id = Pattern.compile("SLUICE_GITHUB_APP_ID=(\\d+)").matcher(connect.output());
            assertThat(id.find()).isTrue();
            return Long.parseLong(id.group(1));
        }
    }

    private String propose() throws Exception {
        repository.branch("change", repository.tip("main"));
        String head = repository.commit("change", "Change", Map.of("src/1.txt", "x\n"));
        repository.pull(1, head);
        String secret = Files.readString(data().resolve("webhook-secret")).strip();
        HttpRequest request =
                repository
                        .pullRequest(1, "change", head)
                        .build()
                        .request(
                                URI.create("http://127.0.0.1:" + port + "/webhooks/github"),
                                secret);
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
        return head;
    }

    private Path data() {
        return directory.resolve("data");
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

    private static String random() {
        return UUID.randomUUID().toString();
    }
}
