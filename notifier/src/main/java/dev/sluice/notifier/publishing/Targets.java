package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Marks targets as due, reads those that are, and locks them against other replicas. */
final class Targets {

    private Targets() {}

    /** The place is to be looked at; it becomes a target when it is not one yet. */
    static void markDue(Handle handle, Place place, String installation, Worth worth, Instant now) {
        Repository repository = place.repository();
        handle.createUpdate(
                        """
                        insert into target (forge, repository_id, kind, subject, context,
                            owner_id, owner, name, installation, due_at, worth)
                        values (:forge, :id, :kind, :subject, :context,
                            :ownerId, :owner, :name, :installation, :now, :worth)
                        on conflict (forge, repository_id, kind, subject, context) do update
                        set owner_id = excluded.owner_id, owner = excluded.owner,
                            name = excluded.name, installation = excluded.installation,
                            due_at = excluded.due_at, worth = excluded.worth
                        """)
                .bind("forge", repository.forge())
                .bind("id", repository.id())
                .bind("kind", place.kind())
                .bind("subject", place.subject())
                .bind("context", place.context())
                .bind("ownerId", repository.ownerId())
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .bind("installation", installation)
                .bind("now", now)
                .bind("worth", worth.rank())
                .execute();
    }

    /** What is written there next is written even if it stands there already. */
    static void askAgain(Handle handle, Place place) {
        handle.createUpdate(
                        """
                        update target set asked = asked + 1
                        where forge = :forge and repository_id = :id and kind = :kind
                          and subject = :subject and context = :context
                        """)
                .bind("forge", place.repository().forge())
                .bind("id", place.repository().id())
                .bind("kind", place.kind())
                .bind("subject", place.subject())
                .bind("context", place.context())
                .execute();
    }

    /**
     * Due targets, the worthiest and then the longest due first; none of a repository to which a
     * request is under way, and none that cannot be paid for as far as is known. What only has to
     * be read back is nearly free and waits for no budget.
     */
    static List<Target> lockDue(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        """
                        select t.* from target t left join budget b using (installation)
                        where t.due_at <= :now
                          and (t.not_before is null or t.not_before <= :now)
                          and (t.lease_until is null or t.lease_until <= :now)
                          and (b.paused_until is null or b.paused_until <= :now)
                          and (t.phase = 'attempting'
                              or coalesce(case t.worth when 0 then b.verdicts_from
                                  else b.others_from end <= :now, true))
                          and not exists (
                              select from target busy
                              where busy.forge = t.forge
                                and busy.repository_id = t.repository_id
                                and busy.lease_until > :now)
                        order by t.worth, t.due_at
                        limit :limit
                        for update of t skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> target(row))
                .list();
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getLong("id"),
                new Place(
                        repository(row),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("context")),
                row.getString("installation"),
                Phase.ofColumn(row.getString("phase")),
                row.getInt("worth"),
                row.getLong("asked"),
                row.getLong("attempt_number"),
                row.getInt("attempts"),
                row.getInt("writes"),
                row.getString("remote_id"),
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
                row.getString(prefix + "state"),
                row.getString(prefix + "text"),
                row.getString(prefix + "url"),
                row.getString(prefix + "digest"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
