package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Remembers when something was looked at last, so that with a small budget all have their turn. A
 * look counts when it begins: what fails every time keeps nothing else waiting.
 */
@Singleton
public class Looks {

    /** What was not looked at for so long is gone, or may as well come first. */
    private static final Duration KEPT = Duration.ofDays(30);

    private record Last(String name, Instant lookedAt, boolean leftAlone) {}

    private final IngestDatabase database;
    private final Clock clock;

    @Inject
    Looks(IngestDatabase database) {
        this(database, Clock.systemUTC());
    }

    public Looks(IngestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Those that may be looked at now: first what never was, then what has waited longest.
     *
     * @param what is looked at of them
     * @param name of each
     */
    public <T> List<T> inTurn(String what, List<T> all, Function<T, String> name) {
        Map<String, Last> looks =
                last(what).stream().collect(Collectors.toMap(Last::name, Function.identity()));
        var never = new Last("", Instant.MIN, false);
        Function<T, Last> lastOf = one -> looks.getOrDefault(name.apply(one), never);
        return all.stream()
                .filter(one -> !lastOf.apply(one).leftAlone())
                .sorted(Comparator.comparing(one -> lastOf.apply(one).lookedAt()))
                .toList();
    }

    private List<Last> last(String what) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select name, looked_at,
                                    coalesce(not_before > :now, false) as left_alone
                                from look where what = :what
                                """)
                        .bind("what", what)
                        .bind("now", clock.instant())
                        .map((row, _) ->
                                new Last(
                                        row.getString("name"),
                                        row.getTimestamp("looked_at").toInstant(),
                                        row.getBoolean("left_alone")))
                        .list());
    }

    /** It is looked at now. */
    public void begun(String what, String name) {
        Instant now = clock.instant();
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into look (what, name, looked_at) values (:what, :name, :now)
                                on conflict (what, name) do update
                                set looked_at = :now, not_before = null
                                """)
                        .bind("what", what)
                        .bind("name", name)
                        .bind("now", now)
                        .execute());
    }

    /** The forge does not show it, and will not soon. */
    public void leaveAlone(String what, String name, Duration pause) {
        Instant until = clock.instant().plus(pause);
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                update look set not_before = :until
                                where what = :what and name = :name
                                """)
                        .bind("what", what)
                        .bind("name", name)
                        .bind("until", until)
                        .execute());
    }

    /** Forgets what nobody looks at any more. */
    public void forgetOld() {
        Instant limit = clock.instant().minus(KEPT);
        database.inTransaction(handle ->
                handle.createUpdate("delete from look where looked_at < :limit")
                        .bind("limit", limit)
                        .execute());
    }
}
