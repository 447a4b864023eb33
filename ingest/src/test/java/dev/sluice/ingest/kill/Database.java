package dev.sluice.ingest.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The translator's database, in which the test can lock a table. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres server;
    private @Nullable Connection locking;

    Database() throws IOException {
        server = EmbeddedPostgres.start();
    }

    Map<String, String> environment() {
        return Map.of("SLUICE_DATABASE_URL", url(), "SLUICE_DATABASE_USER", "postgres");
    }

    /** Lets reading pass and keeps writing waiting, until {@link #release}. */
    void lock(String table) {
        try {
            locking = connect();
            locking.setAutoCommit(false);
            locking.createStatement().execute("lock table ingest." + table + " in share mode");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether somebody waits for what is locked. */
    boolean holds() {
        try (Connection connection = connect();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select count(*) from pg_stat_activity
                                        where wait_event_type = 'Lock'
                                        """)) {
            return rows.next() && rows.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the ledger says of a delivery that it was translated. */
    int translations(UUID correlationId) {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select count(*) from ingest.delivery
                                where id = ? and fate = 'translated'
                                """)) {
            query.setObject(1, correlationId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void release() {
        try {
            if (locking != null) {
                locking.close();
                locking = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    private String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        release();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
