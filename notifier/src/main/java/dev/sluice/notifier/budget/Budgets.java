package dev.sluice.notifier.budget;

import dev.sluice.notifier.database.PublicationDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The budgets of all installations, as they are stored. */
@Singleton
public class Budgets {

    /** Longer than the longest window. */
    private static final Duration REMEMBERED = Duration.ofMinutes(65);

    /** GitHub asks for a minute at least where it limits without saying until when. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(1);

    private final PublicationDatabase database;
    private final BudgetConfig config;

    public Budgets(PublicationDatabase database, BudgetConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Opens a purse that nobody else can open until the transaction ends. */
    public Purse open(Handle handle, String installation, Instant now) {
        handle.createUpdate("insert into budget (installation) values (:it) on conflict do nothing")
                .bind("it", installation)
                .execute();
        return handle.createQuery("select * from budget where installation = :it for update")
                .bind("it", installation)
                .map((row, _) ->
                        new Purse(
                                installation,
                                config,
                                spent(handle, installation, now),
                                primary(row),
                                underWay(handle, installation, now),
                                row.getInt("troubles"),
                                now))
                .one();
    }

    /** Stores what was paid out of a purse. */
    public void close(Handle handle, Purse purse, Instant now) {
        handle.createUpdate(
                        """
                        update budget set verdicts_from = :verdictsFrom, others_from = :othersFrom
                        where installation = :it
                        """)
                .bind("verdictsFrom", purse.verdictsFrom())
                .bind("othersFrom", purse.othersFrom())
                .bind("it", purse.installation())
                .execute();
        if (purse.paid().points() > 0) {
            note(handle, purse.installation(), purse.paid(), now);
            handle.createUpdate(
                            "delete from spent where installation = :it and second < :forgotten")
                    .bind("it", purse.installation())
                    .bind("forgotten", now.minus(REMEMBERED))
                    .execute();
        }
    }

    private static void note(Handle handle, String installation, Price price, Instant at) {
        handle.createUpdate(
                        """
                        insert into spent as s (installation, second, points, contents)
                        values (:it, :second, :points, :contents)
                        on conflict (installation, second) do update
                        set points = s.points + excluded.points,
                            contents = s.contents + excluded.contents
                        """)
                .bind("it", installation)
                .bind("second", at.truncatedTo(ChronoUnit.SECONDS))
                .bind("points", price.points())
                .bind("contents", price.contents())
                .execute();
    }

    /** The forge itself has answered, so there is no trouble and no limit in the way. */
    public void answered(String installation) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                update budget set troubles = 0, throttles = 0
                                where installation = :it and (troubles > 0 or throttles > 0)
                                """)
                        .bind("it", installation)
                        .execute());
    }

    /**
     * The forge wants to be left alone.
     *
     * @param until by its own word; where it said nothing, a minute at first and twice as long each
     *     time
     * @return until when it is left alone
     */
    public Instant throttled(String installation, @Nullable Instant until, Instant now) {
        return database.inTransaction(handle -> {
            Purse purse = open(handle, installation, now);
            int before =
                    handle.createQuery(
                                    """
                                    update budget set throttles = throttles + 1
                                    where installation = :it returning throttles - 1
                                    """)
                            .bind("it", purse.installation())
                            .mapTo(Integer.class)
                            .one();
            Instant at = until != null ? until : now.plus(doubled(SHORTEST_PAUSE, before));
            pause(handle, installation, at);
            return at;
        });
    }

    /**
     * The forge could not be reached or has trouble of its own. After some in a row it is left
     * alone for a while, and then asked once.
     *
     * @param refund what certainly never got there
     */
    public void troubled(String installation, @Nullable Price refund, Instant paidAt, Instant now) {
        database.inTransaction(handle -> {
            open(handle, installation, now);
            if (refund != null) {
                refund(handle, installation, refund, paidAt);
            }
            int troubles =
                    handle.createQuery(
                                    """
                                    update budget set troubles = troubles + 1
                                    where installation = :it returning troubles
                                    """)
                            .bind("it", installation)
                            .mapTo(Integer.class)
                            .one();
            if (troubles >= Purse.TROUBLED) {
                Duration pause = doubled(Duration.ofSeconds(1), troubles - Purse.TROUBLED);
                boolean longest = pause.compareTo(LONGEST_TROUBLE) > 0;
                pause(handle, installation, now.plus(longest ? LONGEST_TROUBLE : pause));
            }
            return true;
        });
    }

    private static void refund(Handle handle, String installation, Price price, Instant paidAt) {
        handle.createUpdate(
                        """
                        update spent set points = points - :points, contents = contents - :contents
                        where installation = :it and second = :second
                        """)
                .bind("points", price.points())
                .bind("contents", price.contents())
                .bind("it", installation)
                .bind("second", paidAt.truncatedTo(ChronoUnit.SECONDS))
                .execute();
    }

    /** What the forge tells of its hourly limit on all requests. */
    public void told(String installation, int limit, int left, Instant reset) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into budget (installation, primary_limit, primary_left,
                                    primary_reset)
                                values (:it, :limit, :left, :reset)
                                on conflict (installation) do update
                                set primary_limit = excluded.primary_limit,
                                    primary_left = excluded.primary_left,
                                    primary_reset = excluded.primary_reset
                                """)
                        .bind("it", installation)
                        .bind("limit", limit)
                        .bind("left", left)
                        .bind("reset", reset)
                        .execute());
    }

    private static void pause(Handle handle, String installation, Instant until) {
        handle.createUpdate(
                        """
                        update budget set paused_until = greatest(paused_until, :until)
                        where installation = :it
                        """)
                .bind("until", until)
                .bind("it", installation)
                .execute();
    }

    private static Duration doubled(Duration first, int times) {
        Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Map<Instant, Price> spent(Handle handle, String installation, Instant now) {
        var spent = new TreeMap<Instant, Price>();
        handle.createQuery(
                        """
                        select second, points, contents from spent
                        where installation = :it and second >= :since
                        """)
                .bind("it", installation)
                .bind("since", now.minus(REMEMBERED))
                .map((row, _) ->
                        Map.entry(
                                row.getTimestamp("second").toInstant(),
                                new Price(row.getInt("points"), row.getInt("contents"))))
                .forEach(entry -> spent.put(entry.getKey(), entry.getValue()));
        return spent;
    }

    private static int underWay(Handle handle, String installation, Instant now) {
        return handle.createQuery(
                        """
                        select count(*) from target
                        where installation = :it and lease_until > :now
                        """)
                .bind("it", installation)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    private static Purse.@Nullable Primary primary(ResultSet row) throws SQLException {
        Timestamp reset = row.getTimestamp("primary_reset");
        return reset == null
                ? null
                : new Purse.Primary(
                        row.getInt("primary_limit"), row.getInt("primary_left"), reset.toInstant());
    }
}
