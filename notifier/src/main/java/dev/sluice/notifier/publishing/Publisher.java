package dev.sluice.notifier.publishing;

import dev.sluice.notifier.budget.Budgets;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes one request and sees to what follows from the reply. */
@Singleton
class Publisher {

    private final Queue queue;
    private final Results results;
    private final Exhibits exhibits;
    private final Budgets budgets;
    private final MeterRegistry metrics;
    private final Clock clock;

    @Inject
    Publisher(
            Queue queue,
            Results results,
            Exhibits exhibits,
            Budgets budgets,
            MeterRegistry metrics) {
        this(queue, results, exhibits, budgets, metrics, Clock.systemUTC());
    }

    Publisher(
            Queue queue,
            Results results,
            Exhibits exhibits,
            Budgets budgets,
            MeterRegistry metrics,
            Clock clock) {
        this.queue = queue;
        this.results = results;
        this.exhibits = exhibits;
        this.budgets = budgets;
        this.metrics = metrics;
        this.clock = clock;
    }

    List<Job> take(int most) {
        return queue.take(now(), most);
    }

    void retryGivenUp() {
        queue.retryGivenUp(now());
    }

    void carryOut(Job job) {
        if (!now().isBefore(job.startBefore())) {
            return;
        }
        Optional<Exhibit> exhibit = exhibits.of(job.place());
        if (exhibit.isEmpty()) {
            results.refused(job, "nothing of kind " + job.place().kind() + " is shown", now());
        } else if (job.draft() == null) {
            read(job, exhibit.get().read(job.place(), job.content(), job.remoteId()));
        } else {
            written(job, exhibit.get().write(job.place(), job.draft(), job.remoteId()));
        }
    }

    private void written(Job job, Reply<Receipt> reply) {
        count(job, reply);
        Instant now = now();
        settle(job, reply, now);
        switch (reply) {
            case Reply.Done<Receipt>(Receipt receipt) -> results.delivered(job, receipt, now);
            case Reply.Refused<Receipt>(String reason) -> results.refused(job, reason, now);
            case Reply.Throttled<Receipt>(String reason, Instant until) ->
                    throttled(job, reason, until, now);
            case Reply.NotYet<Receipt>(String reason) -> notYet(job, reason, now);
            case Reply.Unreached<Receipt>(String reason) -> again(job, reason, false, now);
            case Reply.Unclear<Receipt>(String reason) -> again(job, reason, true, now);
        }
    }

    /** Who may not read may still write; who may not write is told so by the write itself. */
    private void read(Job job, Reply<Optional<Receipt>> reply) {
        count(job, reply);
        Instant now = now();
        settle(job, reply, now);
        switch (reply) {
            case Reply.Done<Optional<Receipt>>(Optional<Receipt> receipt) ->
                    receipt.ifPresentOrElse(
                            it -> results.delivered(job, it, now), () -> results.absent(job, now));
            case Reply.Refused<Optional<Receipt>> _, Reply.NotYet<Optional<Receipt>> _ ->
                    results.absent(job, now);
            case Reply.Throttled<Optional<Receipt>>(String reason, Instant until) ->
                    throttled(job, reason, until, now);
            case Reply.Unreached<Optional<Receipt>>(String reason) -> again(job, reason, true, now);
            case Reply.Unclear<Optional<Receipt>>(String reason) -> again(job, reason, true, now);
        }
    }

    private void throttled(Job job, String reason, @Nullable Instant until, Instant now) {
        Instant at =
                budgets.throttled(job.bill().installation(), until, now)
                        .truncatedTo(ChronoUnit.MICROS);
        results.again(job, reason, job.readBack(), at, at, now);
    }

    /** What the reply says about the forge as a whole. */
    private void settle(Job job, Reply<?> reply, Instant now) {
        Job.Bill bill = job.bill();
        switch (reply) {
            case Reply.Done<?> _, Reply.Refused<?> _, Reply.NotYet<?> _ ->
                    budgets.answered(bill.installation());
            case Reply.Throttled<?> _ -> {}
            case Reply.Unreached<?> _ ->
                    budgets.troubled(bill.installation(), bill.price(), bill.paidAt(), now);
            case Reply.Unclear<?> _ ->
                    budgets.troubled(bill.installation(), null, bill.paidAt(), now);
        }
    }

    private void notYet(Job job, String reason, Instant now) {
        Instant at = now.plus(backoff().after(job.attempts())).truncatedTo(ChronoUnit.MICROS);
        results.notYet(job, reason, at, now);
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
                    case Reply.NotYet<?> _ -> "not-yet";
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
