package dev.sluice.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An empty PostgreSQL behind a door that tests can close. */
public final class TestPostgres implements QuarkusTestResourceLifecycleManager {

    private static @Nullable Gate gate;

    private @Nullable EmbeddedPostgres server;

    /** The only way to the database. */
    public static Gate gate() {
        return Objects.requireNonNull(gate);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.start();
            gate = Gate.to(server.getPort());
            return Map.of(
                    "quarkus.datasource.ingest.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:" + gate.port() + "/postgres",
                    "quarkus.datasource.ingest.username",
                    "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            gate().close();
            Objects.requireNonNull(server).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
