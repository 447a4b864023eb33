package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that a forge could not make, and how often it was asked to make them again. The
 * pause after each request is three times the one before, so that an outage of hours does not use
 * all of them up.
 */
@Singleton
public class Redeliveries {

    /** Lists are not quite in order, so some minutes are read twice. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /** One that is to be asked for. */
    public record Due(String guid, String event, long attempt, int asks) {}

    /** One that will not be asked for any more. */
    public record GivenUp(String guid, String event, int asks) {}

    private final IngestDatabase database;
    private final Duration window;
    private final Duration patience;
    private final int mostAsks;
    private final Clock clock;

    @Inject
    Redeliveries(IngestDatabase database, ReconcilerConfig config) {
        this(database, config, Clock.systemUTC());
    }

    public Redeliveries(IngestDatabase database, ReconcilerConfig config, Clock clock) {
        this.database = database;
        this.window = config.window();
        this.patience = config.patience();
        this.mostAsks = config.mostAsks();
        this.clock = clock;
    }

    /** From when on the list of a hook is to be read. */
    public Instant since(String hook) {
        Instant windowBegins = clock.instant().minus(window);
        return database.inTransaction(handle ->
                handle.createQuery("select read_until from hook where id = :hook")
                        .bind("hook", hook)
                        .map((row, _) -> row.getTimestamp("read_until").toInstant())
                        .findOne()
                        .map(until -> until.minus(OVERLAP))
                        .filter(windowBegins::isBefore)
                        .orElse(windowBegins));
    }

    /**
     * Takes note of all attempts since that time: a delivery that arrived by one of them is done,
     * of the others the latest attempt counts.
     */
    public void note(String hook, Collection<Attempt> attempts) {
        Map<String, List<Attempt>> byDelivery =
                attempts.stream().collect(Collectors.groupingBy(Attempt::guid));
        database.inTransaction(handle -> {
            byDelivery.forEach((guid, all) -> {
                if (all.stream().anyMatch(Attempt::succeeded)) {
                    forget(handle, hook, guid);
                } else {
                    failed(handle, hook, all.stream().max(Comparator.comparing(Attempt::at)).get());
                }
            });
            attempts.stream()
                    .map(Attempt::at)
                    .max(Comparator.naturalOrder())
                    .ifPresent(latest -> readUntil(handle, hook, latest));
            return byDelivery.size();
        });
    }

    private static void readUntil(Handle handle, String hook, Instant latest) {
        handle.createUpdate(
                        """
                        insert into hook (id, read_until) values (:hook, :latest)
                        on conflict (id) do update
                        set read_until = greatest(hook.read_until, :latest)
                        """)
                .bind("hook", hook)
                .bind("latest", latest)
                .execute();
    }

    private static void failed(Handle handle, String hook, Attempt latest) {
        handle.createUpdate(
                        """
                        insert into redelivery as r (hook, guid, event, attempt, attempted_at)
                        values (:hook, :guid, :event, :attempt, :at)
                        on conflict (hook, guid) do update
                        set attempt = :attempt, attempted_at = :at where r.attempted_at < :at
                        """)
                .bind("hook", hook)
                .bind("guid", latest.guid())
                .bind("event", latest.event())
                .bind("attempt", latest.id())
                .bind("at", latest.at())
                .execute();
    }

    /** It arrived after all. */
    public void arrived(String hook, String guid) {
        database.inTransaction(handle -> forget(handle, hook, guid));
    }

    private static int forget(Handle handle, String hook, String guid) {
        return handle.createUpdate("delete from redelivery where hook = :hook and guid = :guid")
                .bind("hook", hook)
                .bind("guid", guid)
                .execute();
    }

    /** Those that may be asked for now: first what was asked for least, then the oldest. */
    public List<Due> due(String hook) {
        Instant now = clock.instant();
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select guid, event, attempt, asks from redelivery
                                where hook = :hook and not given_up and asks < :most
                                  and attempted_at >= :windowBegins
                                  and (asked_at is null or asked_at
                                       + cast(:patience as interval) * power(3, asks - 1) <= :now)
                                order by asks, attempted_at, guid
                                """)
                        .bind("hook", hook)
                        .bind("most", mostAsks)
                        .bind("patience", patience.toString())
                        .bind("windowBegins", now.minus(window))
                        .bind("now", now)
                        .map((row, _) ->
                                new Due(
                                        row.getString("guid"),
                                        row.getString("event"),
                                        row.getLong("attempt"),
                                        row.getInt("asks")))
                        .list());
    }

    /**
     * It is asked for now. Noted before it is done: a crash in between costs a pause and never asks
     * twice.
     */
    public void asking(String hook, Due due) {
        asked(hook, due.guid(), due.asks() + 1, Optional.of(clock.instant()));
    }

    /** It could not be asked for: as if nobody had tried. */
    public void notAsked(String hook, Due due) {
        asked(hook, due.guid(), due.asks(), Optional.empty());
    }

    private void asked(String hook, String guid, int asks, Optional<Instant> at) {
        @Nullable Instant when = at.orElse(null);
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                update redelivery set asks = :asks,
                                    asked_at = coalesce(cast(:at as timestamptz),
                                        case when :asks > 0 then asked_at end)
                                where hook = :hook and guid = :guid
                                """)
                        .bind("hook", hook)
                        .bind("guid", guid)
                        .bind("asks", asks)
                        .bind("at", when)
                        .execute());
    }

    /** Those that nothing more will be done for, each told once. */
    public List<GivenUp> giveUp(String hook) {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            List<GivenUp> given =
                    handle.createQuery(
                                    """
                                    update redelivery set given_up = true
                                    where hook = :hook and not given_up
                                      and (attempted_at < :windowBegins or asks >= :most
                                           and asked_at + cast(:patience as interval)
                                               * power(3, asks - 1) <= :now)
                                    returning guid, event, asks
                                    """)
                            .bind("hook", hook)
                            .bind("most", mostAsks)
                            .bind("patience", patience.toString())
                            .bind("windowBegins", now.minus(window))
                            .bind("now", now)
                            .map((row, _) ->
                                    new GivenUp(
                                            row.getString("guid"),
                                            row.getString("event"),
                                            row.getInt("asks")))
                            .list();
            handle.createUpdate(
                            """
                            delete from redelivery
                            where hook = :hook and given_up and attempted_at < :longAgo
                            """)
                    .bind("hook", hook)
                    .bind("longAgo", now.minus(window).minus(window))
                    .execute();
            return given;
        });
    }
}
