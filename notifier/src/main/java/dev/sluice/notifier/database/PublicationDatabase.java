package dev.sluice.notifier.database;

import dev.sluice.events.wire.RetryableException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Transactions on the schema {@code publication}. */
@Singleton
public class PublicationDatabase {

    /** SQLSTATE classes that a second try cannot mend: bad data, broken constraint, bad SQL. */
    private static final Set<String> FINAL_CLASSES = Set.of("22", "23", "42");

    private final Jdbi jdbi;

    @Inject
    PublicationDatabase(@DataSource("publication") AgroalDataSource source) {
        this(Jdbi.create(source));
    }

    private PublicationDatabase(Jdbi jdbi) {
        this.jdbi = jdbi.registerArrayType(String.class, "text");
    }

    /** For callers without a container. */
    public static PublicationDatabase over(javax.sql.DataSource source) {
        return new PublicationDatabase(Jdbi.create(source));
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
            if (isFinal(e)) {
                throw e;
            }
            throw new RetryableException("the database did not do its work", e);
        }
    }

    private static boolean isFinal(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isFinal(sql.getSQLState());
            }
        }
        return true;
    }

    private static boolean isFinal(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && FINAL_CLASSES.contains(sqlState.substring(0, 2));
    }
}
