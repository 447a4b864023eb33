package dev.sluice.standalone.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.app.Installation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The double that everything else is tested against makes an App of our manifest, too. */
class LoopbackForgeConnectionTest {

    private static final URI NOWHERE = URI.create("https://sluice.invalid/webhooks/github");

    @TempDir Path directory;

    private LoopbackForge forge;
    private StoredApp app;

    @BeforeEach
    void connect() throws Exception {
        forge = LoopbackForge.start(directory.resolve("forge"));
        Path data = directory.resolve("data");
        var connection =
                new Connection(
                        new GitHubSite(forge.url(), forge.apiUrl()),
                        Optional.of("acme"),
                        Optional.empty(),
                        Optional.of(NOWHERE),
                        data);
        var out = new StringWriter();
        var making =
                new FutureTask<>(() -> {
                    var terminal = new Terminal(new PrintWriter(out, true), false);
                    connection.make(terminal, 0, false, Duration.ofMinutes(1));
                    return out;
                });
        Thread.ofVirtual().start(making);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> out.toString().contains("/start/"));
        try (var person = new Person()) {
            URI page = URI.create(out.toString().lines().skip(1).findFirst().orElseThrow().strip());
            person.get(person.handOver(page));
        }
        making.get();
        app = StoredApp.in(DataDirectory.githubApp(data)).orElseThrow();
    }

    @AfterEach
    void close() {
        forge.close();
    }

    @Test
    void findsEverythingInOrderButAWebhookThatLeadsNowhere() throws Exception {
        forge.install(forge.app(app.id()), "acme");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("webhook: nothing answers at " + NOWHERE + " from here");
    }

    @Test
    void namesWhatAnInstallationHasTakenBack() throws Exception {
        Installation installation = forge.install(forge.app(app.id()), "acme");
        installation.removePermission("checks");
        installation.suspend();

        assertThat(problems())
                .filteredOn(line -> line.startsWith("installation:"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("acme has suspended the App"),
                        line ->
                                assertThat(line)
                                        .contains("acme has not accepted \"Checks: write\""));
    }

    private List<String> problems() throws InterruptedException {
        return AppCheck.of(app, Optional.empty()).problems();
    }
}
