package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;
import dev.sluice.notifier.targets.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads targets that are due, and locks them against other replicas. */
final class Targets {

    private Targets() {}

    /**
     * Due targets, the longest due first, none of a repository to which a request is under way.
     *
     * @param paused forges that want to be left alone
     */
    static List<Target> lockDue(Handle handle, Instant now, List<String> paused, int limit) {
        return handle.createQuery(
                        """
                        select * from target t
                        where due_at <= :now
                          and (not_before is null or not_before <= :now)
                          and (lease_until is null or lease_until <= :now)
                          and not (forge = any (:paused))
                          and not exists (
                              select from target busy
                              where busy.forge = t.forge
                                and busy.repository_id = t.repository_id
                                and busy.lease_until > :now)
                        order by due_at
                        limit :limit
                        for update skip locked
                        """)
                .bind("now", now)
                .bindArray("paused", String.class, paused)
                .bind("limit", limit)
                .map((row, _) -> target(row))
                .list();
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getLong("id"),
                new Place(repository(row), row.getString("sha"), row.getString("context")),
                Phase.ofColumn(row.getString("phase")),
                row.getLong("attempt_number"),
                row.getInt("attempts"),
                instant(row, "failing_since"),
                content(row, "attempt_"),
                content(row, "written_"));
    }

    private static Repository repository(ResultSet row) throws SQLException {
        return new Repository(
                row.getString("forge"),
                row.getLong("repository_id"),
                row.getLong("owner_id"),
                row.getString("owner"),
                row.getString("name"));
    }

    private static @Nullable Content content(ResultSet row, String prefix) throws SQLException {
        UUID revision = row.getObject(prefix + "revision", UUID.class);
        if (revision == null) {
            return null;
        }
        return new Content(
                revision,
                row.getLong(prefix + "sequence"),
                new Shown(
                        Signal.valueOf(row.getString(prefix + "signal")),
                        row.getString(prefix + "description"),
                        row.getString(prefix + "url")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
