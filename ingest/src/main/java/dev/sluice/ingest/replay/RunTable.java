package dev.sluice.ingest.replay;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Replays in PostgreSQL, so that every replica can say how far one is, and only one runs. */
@Singleton
class RunTable {

    /** Whoever ran it is gone when nothing was heard for so long. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final IngestDatabase database;
    private final Clock clock;

    @Inject
    RunTable(IngestDatabase database) {
        this(database, Clock.systemUTC());
    }

    RunTable(IngestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is running: the one that was begun now, or else the one that was before. */
    record Begun(Run run, boolean now) {}

    Begun begin(UUID id, Request request, String by) {
        return database.inTransaction(handle -> {
            interruptSilent(handle);
            boolean begun =
                    handle.createUpdate(
                                            """
                                            insert into delivery_replay
                                                (id, since, repository, dry_run, requested_by,
                                                status, started_at, updated_at)
                                            values (:id, :since, :repository, :dryRun, :by,
                                                'running', :now, :now)
                                            on conflict do nothing
                                            """)
                                    .bind("id", id)
                                    .bind("since", request.since())
                                    .bind("repository", request.repository())
                                    .bind("dryRun", request.dryRun())
                                    .bind("by", by)
                                    .bind("now", now())
                                    .execute()
                            > 0;
            return new Begun(running(handle), begun);
        });
    }

    private void interruptSilent(Handle handle) {
        handle.createUpdate(
                        """
                        update delivery_replay set status = 'interrupted'
                        where status = 'running' and updated_at < :limit
                        """)
                .bind("limit", now().minus(SILENCE))
                .execute();
    }

    private static Run running(Handle handle) {
        return handle.createQuery("select * from delivery_replay where status = 'running'")
                .map((row, _) -> run(row))
                .one();
    }

    /** Says how far it is; false when it has to stop, because another has taken its place. */
    boolean update(UUID id, Counts counts) {
        return write(id, counts, "running", null);
    }

    void end(UUID id, Counts counts, String status, @Nullable String detail) {
        write(id, counts, status, detail);
    }

    private boolean write(UUID id, Counts counts, String status, @Nullable String detail) {
        return database.inTransaction(handle ->
                counts(
                                handle.createUpdate(
                                        """
                                        update delivery_replay
                                        set total = :total, read = :read, translated = :translated,
                                            events = :events, ignored = :ignored,
                                            failed = :failed, skipped = :skipped,
                                            status = :status, detail = :detail, updated_at = :now
                                        where id = :id and status = 'running'
                                        """),
                                counts)
                        .bind("id", id)
                        .bind("status", status)
                        .bind("detail", detail)
                        .bind("now", now())
                        .execute())
                > 0;
    }

    private static <T extends SqlStatement<T>> T counts(T statement, Counts counts) {
        return statement
                .bind("total", counts.total())
                .bind("read", counts.read())
                .bind("translated", counts.translated())
                .bind("events", counts.events())
                .bind("ignored", counts.ignored())
                .bind("failed", counts.failed())
                .bind("skipped", counts.skipped());
    }

    Optional<Run> find(UUID id) {
        return database.inTransaction(handle -> {
            interruptSilent(handle);
            return handle.createQuery("select * from delivery_replay where id = :id")
                    .bind("id", id)
                    .map((row, _) -> run(row))
                    .findOne();
        });
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                time(row, "since"),
                row.getString("repository"),
                row.getBoolean("dry_run"),
                row.getString("requested_by"),
                row.getString("status"),
                time(row, "started_at"),
                time(row, "updated_at"),
                new Counts(
                        row.getLong("total"),
                        row.getLong("read"),
                        row.getLong("translated"),
                        row.getLong("events"),
                        row.getLong("ignored"),
                        row.getLong("failed"),
                        row.getLong("skipped")),
                row.getString("detail"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
