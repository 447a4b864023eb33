package dev.sluice.notifier.targets;

import dev.sluice.events.Repository;
import dev.sluice.notifier.targets.Claim.Decided;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads which revisions want something to stand on a commit. */
public final class Claims {

    private Claims() {}

    /** Of all revisions with this head and context, in no particular order. */
    public static List<Claim> on(
            Handle handle, Repository repository, String headSha, String context) {
        return handle.createQuery(
                        """
                        select r.id, r.head_sha, r.seen_at, r.awaited_since, r.rescan_sequence,
                            r.sequence, r.verdict, r.description,
                            c.open, c.current_revision, c.current_sha, c.current_base
                        from revision r left join change c on c.id = r.change
                        where r.forge = :forge and r.repository_id = :repository
                          and r.head_sha = :headSha and r.context = :context
                        """)
                .bind("forge", repository.forge())
                .bind("repository", repository.id())
                .bind("headSha", headSha)
                .bind("context", context)
                .map((row, _) -> claim(row))
                .list();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        Timestamp awaitedSince = row.getTimestamp("awaited_since");
        String verdict = row.getString("verdict");
        return new Claim(
                row.getObject("id", UUID.class),
                row.getString("head_sha"),
                standing(row),
                row.getTimestamp("seen_at").toInstant(),
                awaitedSince == null ? null : awaitedSince.toInstant(),
                row.getObject("rescan_sequence", Long.class),
                verdict == null
                        ? null
                        : new Decided(
                                row.getLong("sequence"),
                                Signal.valueOf(verdict),
                                row.getString("description")));
    }

    /** Derived, not stored: a decision can be heard of before the change that it is about. */
    static Standing standing(ResultSet row) throws SQLException {
        UUID current = row.getObject("current_revision", UUID.class);
        if (current != null && !current.equals(row.getObject("id", UUID.class))) {
            return new Standing.Superseded(
                    row.getString("current_sha"), row.getString("current_base"));
        }
        boolean open = row.getBoolean("open");
        boolean unheardOf = row.wasNull();
        return open || unheardOf ? new Standing.Open() : new Standing.Closed();
    }
}
