package dev.sluice.standalone.forge;

import dev.sluice.standalone.forge.app.Installation;
import dev.sluice.standalone.forge.app.LoopbackApp;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A double with one repository, one pull request and one installed App. */
public abstract class DoubleTest {

    protected static final String REPO = "/repos/acme/shop";

    @TempDir Path directory;

    protected final TestClock clock = new TestClock();
    protected LoopbackForge forge;
    protected ForgeClient client;
    protected LoopbackRepository repository;
    protected LoopbackApp app;
    protected Installation installation;
    protected String head;
    protected String token;

    @BeforeEach
    void startDouble() throws IOException {
        forge = LoopbackForge.start(directory, new ForgeTokens("personal", null), clock);
        client = new ForgeClient(forge);
        repository = forge.createRepository("acme", "shop");
        repository.commit("main", "First", Map.of("README.md", numbered(20)));
        repository.branch("feature", repository.tip("main"));
        head =
                repository.commit(
                        "feature",
                        "Second",
                        Map.of(
                                "README.md",
                                numbered(20).replace("line 10\n", "line ten\n"),
                                "new.txt",
                                "one\ntwo\n"));
        repository.pull(1, head, "feature", "main");
        app = forge.createApp(ForgeClient.manifest("Sluice"));
        installation = forge.install(app, "acme");
        token = token("{}");
    }

    @AfterEach
    void stopDouble() {
        client.close();
        forge.close();
    }

    protected String token(String body) {
        var answer =
                client.post(
                        ForgeClient.jwt(app, clock.instant()),
                        "/app/installations/" + installation.id() + "/access_tokens",
                        body);
        return answer.json().path("token").asText();
    }

    private static String numbered(int lines) {
        var text = new StringBuilder();
        for (int i = 1; i <= lines; i++) {
            text.append("line ").append(i).append('\n');
        }
        return text.toString();
    }
}
