package dev.sluice.ingest.github;

import dev.sluice.ingest.StartRefusedException;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The secrets that are good now: those of the configuration and those of the file, which is read
 * again when it changes, so that rotation needs no restart. A file that has become unreadable or
 * empty changes nothing.
 */
@ApplicationScoped
class WebhookSecrets {

    private static final Logger LOG = Logger.getLogger(WebhookSecrets.class);
    private static final int BEFORE_CHANNELS = 1;

    private final GitHubConfig config;
    private final List<WebhookSecret> configured;
    private List<String> linesRead;
    private volatile List<WebhookSecret> current;

    WebhookSecrets(GitHubConfig config) {
        this.config = config;
        this.configured = secrets(config.webhookSecrets().stream().flatMap(WebhookSecrets::split));
        this.linesRead =
                config.webhookSecretsFile().map(WebhookSecrets::readAtStart).orElse(List.of());
        this.current = joined(linesRead);
        if (current.isEmpty()) {
            throw new StartRefusedException(
                    "No webhook secret is configured, and unsigned deliveries are never accepted:"
                            + " set SLUICE_GITHUB_WEBHOOK_SECRETS or"
                            + " SLUICE_GITHUB_WEBHOOK_SECRETS_FILE.");
        }
    }

    /**
     * Comes before any channel opens: whoever forgot the secrets learns it at once and not after
     * clients of a broker have been closed.
     */
    void start(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started, Vertx vertx) {
        config.webhookSecretsFile()
                .ifPresent(file ->
                        vertx.setPeriodic(
                                config.webhookSecretsReload().toMillis(),
                                timer ->
                                        vertx.executeBlocking(() -> {
                                            reload(file);
                                            return file;
                                        })));
    }

    /** Whether any of the secrets signed the body; always compares with all of them. */
    boolean signed(byte[] body, byte[] signature) {
        boolean signed = false;
        for (WebhookSecret secret : current) {
            signed |= secret.signed(body, signature);
        }
        return signed;
    }

    synchronized void reload(Path file) {
        List<String> lines = read(file).orElse(List.of());
        if (lines.equals(linesRead)) {
            return;
        }
        if (lines.isEmpty()) {
            LOG.warnf("The webhook secrets of before stay: %s has none or is unreadable", file);
            return;
        }
        linesRead = lines;
        current = joined(lines);
        LOG.infof("%d webhook secrets are good now", current.size());
    }

    private List<WebhookSecret> joined(List<String> lines) {
        return Stream.concat(configured.stream(), secrets(lines.stream()).stream()).toList();
    }

    private static List<WebhookSecret> secrets(Stream<String> texts) {
        return texts.map(WebhookSecret::new).toList();
    }

    private static Stream<String> split(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static List<String> readAtStart(Path file) {
        return read(file)
                .orElseThrow(() ->
                        new StartRefusedException(
                                "The file of webhook secrets cannot be read: " + file));
    }

    private static Optional<List<String>> read(Path file) {
        try {
            var lines = new ArrayList<String>();
            for (String line : Files.readAllLines(file)) {
                lines.add(line.strip());
            }
            lines.removeIf(String::isEmpty);
            return Optional.of(List.copyOf(lines));
        } catch (IOException e) {
            LOG.debugf("%s cannot be read: %s", file, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
