package dev.sluice.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.forge.api.RequestWitness.Seen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Prism with GitHub's own OpenAPI description: it says of a request whether GitHub's documentation
 * allows it. {@code .ci/prism} installs both.
 */
final class Prism implements AutoCloseable {

    private static final Path INSTALLED = Path.of("..", "..", "target", "prism");
    private static final Path PROGRAM =
            INSTALLED.resolve(
                    Path.of("node_modules", "@stoplight", "prism-cli", "dist", "index.js"));
    private static final Path DESCRIPTION = INSTALLED.resolve("github.json");
    private static final String ERRORS = "https://stoplight.io/prism/errors#";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prism(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it; where it is not installed, the test is skipped and says so. */
    static Prism start() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(PROGRAM) && Files.exists(DESCRIPTION),
                "not held against GitHub's own description: Prism is not installed; run .ci/prism,"
                        + " which needs Node");
        int port = ServiceProcess.freePort();
        Path log = Files.createDirectories(Path.of("target", "service-logs")).resolve("prism.log");
        Process process =
                new ProcessBuilder(
                                "node",
                                PROGRAM.toString(),
                                "mock",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(port),
                                "--errors",
                                DESCRIPTION.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var prism = new Prism(process, URI.create("http://127.0.0.1:" + port));
        await("Prism answers, see " + log)
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Prism has ended, see " + log);
                    }
                    return prism.answers();
                });
        return prism;
    }

    private boolean answers() throws InterruptedException {
        try {
            http.send(
                    HttpRequest.newBuilder(address.resolve("/app")).build(),
                    BodyHandlers.discarding());
            return true;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** What is wrong with a request; empty when nothing is. */
    Optional<String> objection(Seen seen) throws IOException, InterruptedException {
        String path = seen.path().toString().replaceFirst("^/api/v3", "");
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                seen.method(),
                                seen.body().length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(seen.body()));
        // The media type that GitHub recommends to accept stands in no description of an answer.
        seen.headers()
                .getOrDefault("content-type", List.of())
                .forEach(value -> request.header("Content-Type", value));
        String answer = http.send(request.build(), BodyHandlers.ofString()).body();
        JsonNode json =
                answer.isEmpty() ? Json.mapper().nullNode() : Json.mapper().readTree(answer);
        return json.path("type").asText().startsWith(ERRORS) && !isAboutItsAnswer(json)
                ? Optional.of(
                        "%s %s %s: %s"
                                .formatted(
                                        seen.method(),
                                        seen.path(),
                                        new String(seen.body(), StandardCharsets.UTF_8),
                                        answer))
                : Optional.empty();
    }

    /** Some of the examples that Prism answers with do not keep to the description themselves. */
    private static boolean isAboutItsAnswer(JsonNode error) {
        JsonNode violations = error.path("validation");
        for (JsonNode violation : violations) {
            if (!violation.path("location").path(0).asText().equals("response")) {
                return false;
            }
        }
        return !violations.isEmpty();
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
