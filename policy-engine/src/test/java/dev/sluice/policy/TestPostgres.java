package dev.sluice.policy;

import dev.sluice.policy.database.PolicyDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * One PostgreSQL for all tests of this JVM: a database with our schema for tests of the parts, and
 * an empty one for the whole service, whose sweeper would otherwise meddle.
 */
public final class TestPostgres {

    private static final String PARTS = "parts";
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /** With all tables empty. */
    public static PolicyDatabase empty() {
        var database =
                PolicyDatabase.over(
                        SERVER.getDatabase("postgres", PARTS, Map.of("currentSchema", "policy")));
        database.inTransaction(handle ->
                handle.execute(
                        "truncate change, revision, scan_fact, scan_request, decision,"
                                + " submission_fact cascade"));
        return database;
    }

    /** For the whole service. */
    public static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + PARTS);
            }
            Flyway.configure()
                    .dataSource(server.getDatabase("postgres", PARTS))
                    .locations("db/policy")
                    .schemas("policy")
                    .load()
                    .migrate();
            return server;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
