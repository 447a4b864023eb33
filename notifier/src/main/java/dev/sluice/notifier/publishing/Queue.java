package dev.sluice.notifier.publishing;

import dev.sluice.notifier.budget.Budgets;
import dev.sluice.notifier.budget.Price;
import dev.sluice.notifier.budget.Purse;
import dev.sluice.notifier.database.PublicationDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the requests that are to be made now and can be paid for. Before a request leaves, its
 * target is marked as attempting in a transaction of its own; whoever finds the mark later asks the
 * forge before writing again.
 */
@Singleton
class Queue {

    /** Enough that one busy repository cannot hide the others. */
    private static final int LOOKED_AT = 200;

    private final PublicationDatabase database;
    private final Exhibits exhibits;
    private final Announcements announcements;
    private final Budgets budgets;
    private final PublishingConfig config;

    Queue(
            PublicationDatabase database,
            Exhibits exhibits,
            Announcements announcements,
            Budgets budgets,
            PublishingConfig config) {
        this.database = database;
        this.exhibits = exhibits;
        this.announcements = announcements;
        this.budgets = budgets;
        this.config = config;
    }

    /** Takes requests to make, at most one per repository, and pays for them. */
    List<Job> take(Instant now, int most) {
        return database.inTransaction(handle -> {
            List<Target> due = Targets.lockDue(handle, now, LOOKED_AT);
            Map<String, Purse> purses = open(handle, due, now);
            var jobs = new ArrayList<Job>();
            var busy = new HashSet<String>();
            for (Target target : due) {
                if (jobs.size() == most || busy.contains(target.place().repository().key())) {
                    continue;
                }
                Purse purse = Objects.requireNonNull(purses.get(target.installation()));
                if (target.phase() != Phase.ATTEMPTING && purse.isClosed(target.mayBeVerdict())) {
                    continue;
                }
                Job job = advance(handle, target, purse, now);
                if (job != null) {
                    jobs.add(job);
                    busy.add(target.place().repository().key());
                }
            }
            purses.values().forEach(purse -> budgets.close(handle, purse, now));
            return jobs;
        });
    }

    /** In the order of their names, so that replicas do not wait for each other in a circle. */
    private Map<String, Purse> open(Handle handle, List<Target> due, Instant now) {
        var purses = new TreeMap<String, Purse>();
        due.stream()
                .map(Target::installation)
                .distinct()
                .sorted()
                .forEach(it -> purses.put(it, budgets.open(handle, it, now)));
        return purses;
    }

    /** Makes those due again that were given up only because nothing was set up. */
    void retryGivenUp(Instant now) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                update target set due_at = :now
                                where phase = 'refused' and attempts = 0 and attempted_at > :since
                                """)
                        .bind("now", now)
                        .bind("since", now.minus(config.giveUpAfter()))
                        .execute());
    }

    private @Nullable Job advance(Handle handle, Target target, Purse purse, Instant now) {
        Optional<Exhibit> exhibit = exhibits.of(target.place());
        if (exhibit.isEmpty()) {
            due(handle, target, null);
            return null;
        }
        Wish wish = exhibit.get().wish(handle, target.sight(), now);
        return switch (Step.of(target, wish, exhibit.get().obstacle(target.place()))) {
            case Step.Rest _ -> {
                due(handle, target, null);
                yield null;
            }
            case Step.Sleep(Instant until) -> {
                due(handle, target, until);
                yield null;
            }
            case Step.Adopt(Content content) -> {
                adopt(handle, target, content);
                yield null;
            }
            case Step.GiveUp giveUp -> {
                giveUp(handle, target, giveUp, now);
                yield null;
            }
            case Step.ReadBack(Content content, long number, int attempts) ->
                    purse.pay(Price.READ, true)
                            ? lease(
                                    handle,
                                    target,
                                    content,
                                    null,
                                    number,
                                    attempts,
                                    Price.READ,
                                    now)
                            : null;
            case Step.Write(Draft draft, Worth worth, long number, int attempts) -> {
                Price price = exhibit.get().price();
                if (!purse.pay(price, worth == Worth.VERDICT)) {
                    value(handle, target, worth);
                    yield null;
                }
                yield lease(handle, target, draft.content(), draft, number, attempts, price, now);
            }
        };
    }

    /** What it turned out to be worth, so that it waits among its like. */
    private static void value(Handle handle, Target target, Worth worth) {
        handle.createUpdate("update target set worth = :worth where id = :id")
                .bind("worth", worth.rank())
                .bind("id", target.id())
                .execute();
    }

    private static void due(Handle handle, Target target, @Nullable Instant at) {
        handle.createUpdate("update target set due_at = :at where id = :id")
                .bind("at", at)
                .bind("id", target.id())
                .execute();
    }

    private static void adopt(Handle handle, Target target, Content content) {
        handle.createUpdate(
                        """
                        update target set due_at = null, phase = 'idle',
                            written_revision = :revision, written_sequence = :sequence
                        where id = :id
                        """)
                .bind("revision", content.revision())
                .bind("sequence", content.sequence())
                .bind("id", target.id())
                .execute();
    }

    private void giveUp(Handle handle, Target target, Step.GiveUp giveUp, Instant now) {
        var job =
                lease(handle, target, giveUp.content(), null, giveUp.number(), 0, Price.READ, now);
        handle.createUpdate(
                        """
                        update target set due_at = null, lease_until = null, phase = 'refused'
                        where id = :id
                        """)
                .bind("id", target.id())
                .execute();
        if (!giveUp.told()) {
            announcements.failed(handle, job, giveUp.reason(), false, now);
        }
    }

    private Job lease(
            Handle handle,
            Target target,
            Content content,
            @Nullable Draft draft,
            long number,
            int attempts,
            Price price,
            Instant now) {
        Instant lease = now.plus(leaseTime());
        handle.createUpdate(
                        """
                        update target set phase = 'attempting', lease_until = :lease,
                            failing_since =
                                case when attempt_number = :number then failing_since end,
                            attempted_at = :now, attempt_number = :number, attempts = :attempts,
                            attempt_revision = :revision, attempt_sequence = :sequence,
                            attempt_state = :state, attempt_text = :text,
                            attempt_url = :url, attempt_digest = :digest,
                            writes = writes + :writes
                        where id = :id
                        """)
                .bind("lease", lease)
                .bind("now", now)
                .bind("number", number)
                .bind("attempts", attempts)
                .bind("revision", content.revision())
                .bind("sequence", content.sequence())
                .bind("state", content.state())
                .bind("text", content.text())
                .bind("url", content.url())
                .bind("digest", content.digest())
                .bind("writes", draft == null ? 0 : 1)
                .bind("id", target.id())
                .execute();
        return new Job(
                target.id(),
                target.place(),
                content,
                draft,
                target.remoteId(),
                number,
                attempts,
                new Job.Bill(target.installation(), price, now),
                now.plus(config.requestTimeout()),
                lease);
    }

    /** Longer than a request may take, so that a lease ends only with its holder. */
    private Duration leaseTime() {
        return config.requestTimeout().multipliedBy(2).plusSeconds(2);
    }
}
