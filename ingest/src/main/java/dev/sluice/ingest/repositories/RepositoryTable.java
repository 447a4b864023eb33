package dev.sluice.ingest.repositories;

import dev.sluice.events.Repository;
import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The repositories as they are stored. Every call is one transaction and fails with a {@link
 * dev.sluice.events.wire.RetryableException} while the database is away.
 */
@Singleton
public class RepositoryTable {

    /** A repository that shows no branch by then is empty or not ours to see. */
    private static final int MOST_TRIES = 6;

    private final IngestDatabase database;
    private final Clock clock;

    @Inject
    RepositoryTable(IngestDatabase database) {
        this(database, Clock.systemUTC());
    }

    public RepositoryTable(IngestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void heard(Repository repository) {
        database.inTransaction(handle -> keep(handle, repository, "unasked", null));
    }

    /**
     * These are connected with us.
     *
     * @param installation that reaches them, where it is known
     */
    public void met(List<Repository> repositories, @Nullable Long installation) {
        database.inTransaction(handle -> {
            repositories.forEach(met -> keep(handle, met, "wanted", installation));
            return repositories.size();
        });
    }

    /** Writes only what is news. */
    private int keep(
            Handle handle, Repository repository, String baseline, @Nullable Long installation) {
        return handle.createUpdate(
                        """
                        insert into repository as r (id, forge, number, owner_id, owner, name,
                            installation, met_at, baseline)
                        values (:id, :forge, :number, :ownerId, :owner, :name,
                            cast(:installation as bigint), :now, :baseline)
                        on conflict (id) do update set owner_id = excluded.owner_id,
                            owner = excluded.owner, name = excluded.name,
                            installation = coalesce(excluded.installation, r.installation),
                            baseline = case when r.baseline = 'unasked'
                                then excluded.baseline else r.baseline end
                        where (r.owner_id, r.owner, r.name)
                                <> (excluded.owner_id, excluded.owner, excluded.name)
                            or coalesce(excluded.installation, r.installation)
                                is distinct from r.installation
                            or r.baseline = 'unasked' and excluded.baseline <> 'unasked'
                        """)
                .bind("id", repository.key())
                .bind("forge", repository.forge())
                .bind("number", repository.id())
                .bind("ownerId", repository.ownerId())
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .bind("installation", installation)
                .bind("now", clock.instant())
                .bind("baseline", baseline)
                .execute();
    }

    /** All of a forge. */
    public List<KnownRepository> of(String forge) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select * from repository where forge = :forge order by number
                                """)
                        .bind("forge", forge)
                        .map((row, _) -> known(row))
                        .list());
    }

    /** Those of which it is still to be found out what they hold. */
    public List<KnownRepository> wantingBaseline(String forge, int most) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select * from repository
                                where forge = :forge and baseline = 'wanted'
                                  and (baseline_not_before is null or baseline_not_before <= :now)
                                order by met_at, number limit :most
                                """)
                        .bind("forge", forge)
                        .bind("now", clock.instant())
                        .bind("most", most)
                        .map((row, _) -> known(row))
                        .list());
    }

    /** Its baseline was raised, for good. */
    public void baselineRaised(Repository repository) {
        database.inTransaction(handle ->
                handle.createUpdate("update repository set baseline = 'raised' where id = :id")
                        .bind("id", repository.key())
                        .execute());
    }

    /** There is no branch to look at; after some tries it is not looked for any more. */
    public void baselineMissing(Repository repository, Duration pause) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                update repository set baseline_tries = baseline_tries + 1,
                                    baseline_not_before = :until,
                                    baseline = case when baseline_tries + 1 >= :most
                                        then 'absent' else baseline end
                                where id = :id and baseline = 'wanted'
                                """)
                        .bind("id", repository.key())
                        .bind("until", clock.instant().plus(pause))
                        .bind("most", MOST_TRIES)
                        .execute());
    }

    private static KnownRepository known(ResultSet row) throws SQLException {
        return new KnownRepository(
                new Repository(
                        row.getString("forge"),
                        row.getLong("number"),
                        row.getLong("owner_id"),
                        row.getString("owner"),
                        row.getString("name")),
                row.getObject("installation", Long.class));
    }
}
