package dev.sluice.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.status.StatusWrite;
import dev.sluice.standalone.run.Door;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;

/** One change, from its webhook to its status, told as it happens. */
public final class Demo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ACCEPTED = 202;

    private final LoopbackForge forge;
    private final DemoRepository repository;
    private final Door door;
    private final String bootstrapServers;
    private final Terminal terminal;
    private final String secret = UUID.randomUUID().toString();

    private Demo(
            LoopbackForge forge,
            DemoRepository repository,
            Door door,
            String bootstrapServers,
            Terminal terminal) {
        this.forge = forge;
        this.repository = repository;
        this.door = door;
        this.bootstrapServers = bootstrapServers;
        this.terminal = terminal;
    }

    /** Makes the forge and the repository; nothing is sent yet. */
    public static Demo prepare(
            DataDirectory data, Door door, String bootstrapServers, Terminal terminal)
            throws IOException {
        Path directory = data.path().resolve("demo-forge");
        if (Files.exists(directory)) {
            PathUtils.deleteDirectory(directory);
        }
        LoopbackForge forge = LoopbackForge.start(directory);
        return new Demo(forge, DemoRepository.create(forge), door, bootstrapServers, terminal);
    }

    /** What the services have to be told: the double in place of GitHub, and none of its tokens. */
    public Map<String, String> settings() {
        var settings = new HashMap<>(forge.environment(secret));
        settings.put("SLUICE_PUBLIC_URL", door.url().toString());
        settings.put("SLUICE_POLICY", "");
        settings.put("SLUICE_ADVISORIES_SAMPLE", "accept");
        return settings;
    }

    /**
     * Sends the change and tells what becomes of it.
     *
     * @throws Refusal when it is not accepted or does not come to an end
     */
    public void run() throws IOException, InterruptedException {
        terminal.line();
        terminal.line(terminal.bold("A pull request is opened: " + repository.title()));
        terminal.line();
        var story = new Story(terminal);
        try (var timeline = Timeline.fromNow(bootstrapServers)) {
            long sent = System.currentTimeMillis();
            UUID correlation = send();
            story.begin(sent);
            timeline.follow(correlation, story::tell, story::isOver, PATIENCE);
        }
        if (!story.isOver()) {
            throw Refusal.internal(
                    "the change did not come to an end within " + PATIENCE.toSeconds() + " s");
        }
        story.conclude();
        List<StatusWrite> writes = forge.writes(repository.head());
        writes.forEach(write ->
                terminal.line(
                        "  %s = %s   \"%s\""
                                .formatted(write.context(), write.state(), write.description())));
        terminal.line();
        terminal.line("Details: " + writes.getLast().targetUrl());
        terminal.line(
                "Next: ./sluice scan . --base main, or docs/connect-github.md. Ctrl-C stops Sluice.");
        story.notChecked();
    }

    private UUID send() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    client.send(
                            repository.opened().request(door.webhooks(), secret),
                            BodyHandlers.ofByteArray());
            if (answer.statusCode() != ACCEPTED) {
                throw Refusal.internal("the webhook is answered with " + answer.statusCode());
            }
            JsonNode body = new ObjectMapper().readTree(answer.body());
            return UUID.fromString(body.required("correlationId").textValue());
        }
    }

    @Override
    public void close() {
        forge.close();
    }
}
