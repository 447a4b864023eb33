package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Keeps the reconciler to its part of a forge's hourly budget, by what the forge itself says is
 * left. The last part of a budget is left to those who publish, whoever has spent the rest.
 */
@Singleton
public class Allowances {

    /**
     * What a forge says of its budget.
     *
     * @param limit requests in an hour
     * @param left of them, until it resets
     */
    public record Budget(int limit, int left, Instant resetsAt) {}

    private final IngestDatabase database;
    private final double share;
    private final Clock clock;

    @Inject
    Allowances(IngestDatabase database, ReconcilerConfig config) {
        this(database, config.budgetShare(), Clock.systemUTC());
    }

    public Allowances(IngestDatabase database, double share, Clock clock) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "sluice.ingest.reconciler.budget-share has to be above 0 and at most 1");
        }
        this.database = database;
        this.share = share;
        this.clock = clock;
    }

    /** Whether one more request may be paid by this payer; the first one tells what there is. */
    public boolean hasRoom(String payer) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select (paused_until is null or paused_until <= :now)
                                   and (resets_at is null or resets_at <= :now
                                        or spent + 1 <= hour_limit * :share
                                           and hour_left > hour_limit * :share)
                                from allowance where payer = :payer
                                """)
                        .bind("payer", payer)
                        .bind("now", clock.instant())
                        .bind("share", share)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(true));
    }

    /**
     * The forge answered.
     *
     * @param counted whether it counts against the budget; that nothing changed is told for nothing
     */
    public void spent(String payer, Budget budget, boolean counted) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into allowance as a
                                    (payer, hour_limit, hour_left, spent, resets_at)
                                values (:payer, :limit, :left, :counted, :resetsAt)
                                on conflict (payer) do update
                                set hour_limit = :limit, hour_left = :left, resets_at = :resetsAt,
                                    spent = :counted + case when a.resets_at > :now
                                        then a.spent else 0 end
                                """)
                        .bind("payer", payer)
                        .bind("limit", budget.limit())
                        .bind("left", budget.left())
                        .bind("resetsAt", budget.resetsAt())
                        .bind("counted", counted ? 1 : 0)
                        .bind("now", clock.instant())
                        .execute());
    }

    /** The forge wants to be left alone by this payer. */
    public void pause(String payer, Instant until) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into allowance (payer, paused_until) values (:payer, :until)
                                on conflict (payer) do update set paused_until = :until
                                """)
                        .bind("payer", payer)
                        .bind("until", until)
                        .execute());
    }
}
