package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The marks of answers that were dealt with to their end, so that a forge can say that they still
 * hold. An answer that left something to do is not kept.
 */
@Singleton
public class KnownAnswers {

    private static final Duration KEPT = Duration.ofDays(30);

    /**
     * An answer that was dealt with.
     *
     * @param next the query of the page that followed; absent for the last one
     * @param ids what of it is needed as long as it holds
     */
    public record Known(String etag, @Nullable String next, List<Long> ids) {
        public Known {
            ids = List.copyOf(ids);
        }
    }

    private final IngestDatabase database;
    private final Clock clock;

    @Inject
    KnownAnswers(IngestDatabase database) {
        this(database, Clock.systemUTC());
    }

    public KnownAnswers(IngestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<Known> to(String request) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                "select etag, next, ids from known_answer where request = :request")
                        .bind("request", request)
                        .map((row, _) ->
                                new Known(
                                        row.getString("etag"),
                                        row.getString("next"),
                                        numbers(row.getString("ids"))))
                        .findOne());
    }

    private static List<Long> numbers(String text) {
        return Pattern.compile(" ")
                .splitAsStream(text)
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    public void keep(String request, Known answer) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into known_answer (request, etag, next, ids, used_at)
                                values (:request, :etag, :next, :ids, :now)
                                on conflict (request) do update
                                set etag = :etag, next = :next, ids = :ids, used_at = :now
                                """)
                        .bind("request", request)
                        .bind("etag", answer.etag())
                        .bind("next", answer.next())
                        .bind(
                                "ids",
                                answer.ids().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(" ")))
                        .bind("now", clock.instant())
                        .execute());
    }

    /** What was not renewed for long costs one request at most. */
    public void forgetOld() {
        database.inTransaction(handle ->
                handle.createUpdate("delete from known_answer where used_at < :limit")
                        .bind("limit", clock.instant().minus(KEPT))
                        .execute());
    }
}
