package dev.sluice.notifier.page;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.notifier.database.PublicationDatabase;
import dev.sluice.notifier.database.Stored;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Looks up what the page shows. */
@Singleton
class StoredChanges {

    private final PublicationDatabase database;

    StoredChanges(PublicationDatabase database) {
        this.database = database;
    }

    Optional<StoredChange> find(UUID revision) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select r.change, r.head_sha, r.base_ref, r.decision,
                                    r.owner || '/' || r.name as repository,
                                    coalesce(c.current_revision <> r.id, false) as superseded,
                                    coalesce(not c.open, false) as closed
                                from revision r
                                    left join change c on c.id = r.change
                                where r.id = :revision
                                """)
                        .bind("revision", revision)
                        .map((row, _) -> stored(row))
                        .findOne());
    }

    private static StoredChange stored(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        return new StoredChange(
                new ChangeId(row.getString("change")),
                row.getString("repository"),
                row.getString("head_sha"),
                row.getString("base_ref"),
                row.getBoolean("superseded"),
                row.getBoolean("closed"),
                decision == null ? null : Stored.fact(decision, ChangeDecided.class));
    }
}
