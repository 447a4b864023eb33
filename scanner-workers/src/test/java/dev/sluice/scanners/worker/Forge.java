package dev.sluice.scanners.worker;

import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A forge on loopback and channels in memory, for a worker that is otherwise the real one. */
public final class Forge implements QuarkusTestResourceLifecycleManager {

    /** Marks the field of a test that gets the repository behind the forge. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Origin {}

    private GitRepository origin;
    private GitServer server;

    @Override
    public Map<String, String> start() {
        Path directory = temporary();
        origin = GitRepository.create(directory.resolve("origin.git"));
        server = GitServer.of(origin);
        var config = new HashMap<String, String>();
        config.putAll(
                InMemoryConnector.switchIncomingChannelsToInMemory(
                        "scanners-changes-in",
                        "scanners-submissions-in",
                        "scanners-schedule-in",
                        "scanners-replays-in"));
        config.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("scans-out"));
        config.put("sluice.scanner-workers.cache", directory.resolve("cache").toString());
        config.put("sluice.scanner-workers.github.api-url", server.api().toString());
        config.put("sluice.scanner-workers.allow-private-hosts", "127.0.0.1");
        config.put("sluice.scanner-workers.visibility-timeout", "PT0.1S");
        config.put("sluice.scanner-workers.scanners", "words");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                origin,
                new TestInjector.AnnotatedAndMatchesType(Origin.class, GitRepository.class));
    }

    @Override
    public void stop() {
        server.close();
        origin.close();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sluice-forge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
