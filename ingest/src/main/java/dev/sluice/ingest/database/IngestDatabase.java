package dev.sluice.ingest.database;

import dev.sluice.events.wire.RetryableException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Transactions on the schema {@code ingest}, which the first one makes. */
@Singleton
public class IngestDatabase {

    private static final Logger LOG = Logger.getLogger(IngestDatabase.class);

    /** SQLSTATE classes that a second try cannot mend: bad data, broken constraint, bad SQL. */
    private static final Set<String> FINAL_CLASSES = Set.of("22", "23", "42");

    private final Jdbi jdbi;
    private final Flyway migrations;
    private final AtomicBoolean migrated = new AtomicBoolean();

    @Inject
    IngestDatabase(
            @DataSource("ingest") AgroalDataSource source,
            @FlywayDataSource("ingest") Flyway migrations) {
        this.jdbi = Jdbi.create(source);
        this.migrations = migrations;
    }

    /**
     * Does the work in one transaction.
     *
     * @throws RetryableException when the database does not answer, cannot be prepared, or gave way
     *     to another transaction; nothing has happened then
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        try {
            migrate();
            return jdbi.inTransaction(work::apply);
        } catch (FlywayException e) {
            throw waiting(e);
        } catch (JdbiException e) {
            if (isFinal(e)) {
                throw e;
            }
            throw waiting(e);
        }
    }

    /** Twice at once does no harm: the second waits for the first and finds nothing to do. */
    private void migrate() {
        if (!migrated.get()) {
            migrations.migrate();
            migrated.set(true);
        }
    }

    private static RetryableException waiting(RuntimeException e) {
        LOG.warnf(
                "the database does not do its work: %s",
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        return new RetryableException("the database did not do its work", e);
    }

    private static boolean isFinal(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isFinal(sql.getSQLState());
            }
        }
        return true;
    }

    /** A pool that has no connection to give says so without a state. */
    private static boolean isFinal(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && FINAL_CLASSES.contains(sqlState.substring(0, 2));
    }
}
