package dev.sluice.policy.database;

import dev.sluice.events.wire.RetryableException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Transactions on the schema {@code policy}. */
@Singleton
public class PolicyDatabase {

    /**
     * SQLSTATEs after which a second try may succeed: no connection, shutdown or failover, no
     * resources, a read-only standby, and transactions that gave way to another one.
     */
    private static final Pattern TRANSIENT =
            Pattern.compile("08...|53...|57P..|57014|58...|25006|40001|40P01|55P03");

    private final Jdbi jdbi;

    @Inject
    PolicyDatabase(@DataSource("policy") AgroalDataSource source) {
        this(Jdbi.create(source));
    }

    private PolicyDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** For callers without a container. */
    public static PolicyDatabase over(javax.sql.DataSource source) {
        return new PolicyDatabase(Jdbi.create(source));
    }

    /**
     * Does the work in one transaction.
     *
     * @throws RetryableException when the database does not answer or gave way to another
     *     transaction; nothing has happened then
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            if (isTransient(e)) {
                throw new RetryableException("the database did not do its work", e);
            }
            throw e;
        }
    }

    private static boolean isTransient(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isTransient(sql.getSQLState());
            }
        }
        return false;
    }

    /** A pool that has no connection to give says so without a state. */
    static boolean isTransient(@Nullable String sqlState) {
        return sqlState == null || TRANSIENT.matcher(sqlState).matches();
    }
}
