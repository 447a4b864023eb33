package dev.sluice.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of webhook secrets that a test can replace while ingest runs. The argument {@code grace}
 * says how long what has gone from it stays good.
 */
public final class SecretsOnDisk implements QuarkusTestResourceLifecycleManager {

    /** What it has at first. */
    static final String OLD = String.join(" ", "the", "first", "one");

    private static @Nullable Path file;

    private String grace = "5m";

    @Override
    public void init(Map<String, String> arguments) {
        grace = arguments.getOrDefault("grace", grace);
    }

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempDirectory("secrets").resolve("webhook-secrets");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        replace(OLD);
        return Map.of(
                "sluice.ingest.github.webhook-secrets-file",
                file.toString(),
                "sluice.ingest.github.webhook-secrets-reload",
                "100ms",
                "sluice.ingest.github.webhook-secrets-grace",
                grace);
    }

    /** From now on it has these, and at no time half of them. */
    static void replace(String... secrets) {
        Path target = Objects.requireNonNull(file);
        try {
            Path next = Files.write(target.resolveSibling("next"), List.of(secrets));
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            Files.deleteIfExists(Objects.requireNonNull(file));
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
