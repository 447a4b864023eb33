package dev.sluice.ingest.github;

import dev.sluice.ingest.StartRefusedException;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The secrets that are good now: those of the configuration and those of the file, which is read
 * again when it changes, so that rotation needs no restart. One that has gone from the file stays
 * good for a while, since deliveries signed with it may be on their way. A file that has become
 * unreadable or empty changes nothing.
 */
@ApplicationScoped
class WebhookSecrets {

    private static final Logger LOG = Logger.getLogger(WebhookSecrets.class);
    private static final int BEFORE_CHANNELS = 1;

    private final GitHubConfig config;
    private final List<WebhookSecret> configured;
    private final Clock clock;
    private List<String> linesRead;
    private Map<String, Instant> gone = Map.of();
    private volatile List<Good> current;

    /** A secret and until when it is good. */
    private record Good(WebhookSecret secret, Instant until) {}

    @Inject
    WebhookSecrets(GitHubConfig config) {
        this(config, Clock.systemUTC());
    }

    WebhookSecrets(GitHubConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
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

    /** Whether any of the secrets signed the body; always compares with all that are good. */
    boolean signed(byte[] body, byte[] signature) {
        boolean signed = false;
        for (Good good : current) {
            if (good.until().equals(Instant.MAX) || clock.instant().isBefore(good.until())) {
                signed |= good.secret().signed(body, signature);
            }
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
        gone = stillGood(lines);
        linesRead = lines;
        current = joined(lines);
        LOG.infof(
                "%d webhook secrets are good now, and %d for %s more",
                current.size() - gone.size(), gone.size(), config.webhookSecretsGrace());
    }

    private Map<String, Instant> stillGood(List<String> lines) {
        Instant now = clock.instant();
        var still = new HashMap<>(gone);
        linesRead.forEach(line -> still.put(line, now.plus(config.webhookSecretsGrace())));
        lines.forEach(still::remove);
        still.values().removeIf(until -> !until.isAfter(now));
        return Map.copyOf(still);
    }

    private List<Good> joined(List<String> lines) {
        var all = new ArrayList<Good>();
        configured.forEach(secret -> all.add(new Good(secret, Instant.MAX)));
        secrets(lines.stream()).forEach(secret -> all.add(new Good(secret, Instant.MAX)));
        gone.forEach((line, until) -> all.add(new Good(new WebhookSecret(line), until)));
        return List.copyOf(all);
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
