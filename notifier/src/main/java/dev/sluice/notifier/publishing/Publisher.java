package dev.sluice.notifier.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes one request and sees to what follows from the reply. */
@Singleton
class Publisher {

    private final Queue queue;
    private final Results results;
    private final Forges forges;
    private final MeterRegistry metrics;
    private final Clock clock;

    /**
     * A forge limits its callers as a whole: asking for another repository would only add to it.
     */
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    @Inject
    Publisher(Queue queue, Results results, Forges forges, MeterRegistry metrics) {
        this(queue, results, forges, metrics, Clock.systemUTC());
    }

    Publisher(Queue queue, Results results, Forges forges, MeterRegistry metrics, Clock clock) {
        this.queue = queue;
        this.results = results;
        this.forges = forges;
        this.metrics = metrics;
        this.clock = clock;
    }

    List<Job> take(int most) {
        Instant now = now();
        pauses.values().removeIf(until -> !until.isAfter(now));
        return queue.take(now, List.copyOf(pauses.keySet()), most);
    }

    void retryGivenUp() {
        queue.retryGivenUp(now());
    }

    void carryOut(Job job) {
        if (!now().isBefore(job.startBefore())) {
            return;
        }
        Optional<Forge> forge = forges.named(job.place().repository().forge());
        if (forge.isEmpty()) {
            results.refused(job, "the forge is no longer configured", now());
        } else if (job.readBack()) {
            follow(job, forge.get().read(job.place()));
        } else {
            follow(job, forge.get().write(job.place(), job.content().shown()));
        }
    }

    private void follow(Job job, Reply<?> reply) {
        count(job, reply);
        Instant now = now();
        switch (reply) {
            case Reply.Done<?>(Object value) -> done(job, value, now);
            case Reply.Refused<?>(String reason) -> refused(job, reason, now);
            case Reply.Throttled<?>(String reason, Instant until) ->
                    throttled(job, reason, until, now);
            case Reply.Unreached<?>(String reason) -> again(job, reason, job.readBack(), now);
            case Reply.Unclear<?>(String reason) -> again(job, reason, true, now);
        }
    }

    private void done(Job job, Object value, Instant now) {
        boolean stands = !job.readBack() || value.equals(Optional.of(job.content().shown()));
        if (stands) {
            results.delivered(job, now);
        } else {
            results.absent(job, now);
        }
    }

    /** Who may not read may still write; who may not write is told so by the write itself. */
    private void refused(Job job, String reason, Instant now) {
        if (job.readBack()) {
            results.absent(job, now);
        } else {
            results.refused(job, reason, now);
        }
    }

    private void throttled(Job job, String reason, @Nullable Instant until, Instant now) {
        Instant at = until != null ? until : now.plus(backoff().throttled(job.attempts()));
        pauses.merge(job.place().repository().forge(), at, Publisher::later);
        results.again(job, reason, job.readBack(), at, at, now);
    }

    private void again(Job job, String reason, boolean unclear, Instant now) {
        Instant at = now.plus(backoff().after(job.attempts())).truncatedTo(ChronoUnit.MICROS);
        results.again(job, reason, unclear, at, null, now);
    }

    private void count(Job job, Reply<?> reply) {
        String outcome =
                switch (reply) {
                    case Reply.Done<?> _ -> "done";
                    case Reply.Refused<?> _ -> "refused";
                    case Reply.Throttled<?> _ -> "throttled";
                    case Reply.Unreached<?> _ -> "unreached";
                    case Reply.Unclear<?> _ -> "unclear";
                };
        String request = job.readBack() ? "read" : "write";
        metrics.counter("sluice.notifier.requests", "request", request, "outcome", outcome)
                .increment();
    }

    private static Backoff backoff() {
        return new Backoff(ThreadLocalRandom.current());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
