package dev.sluice.notifier;

import dev.sluice.notifier.database.PublicationDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One PostgreSQL for all tests of this JVM, with the schema as the notifier makes it. */
public final class TestPostgres {

    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /** With all tables empty. */
    public static PublicationDatabase empty() {
        var database = PublicationDatabase.over(source());
        database.inTransaction(handle ->
                handle.execute(
                        "truncate change, target, revision, outbox, link_key, scan_part, scan_end, budget, spent,"
                                + " deployment"));
        return database;
    }

    /** As a second replica sees it. */
    public static PublicationDatabase again() {
        return PublicationDatabase.over(source());
    }

    public static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    private static DataSource source() {
        return SERVER.getDatabase("postgres", "postgres", Map.of("currentSchema", "publication"));
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations("db/publication")
                    .schemas("publication")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
