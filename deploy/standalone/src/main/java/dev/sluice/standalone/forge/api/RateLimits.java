package dev.sluice.standalone.forge.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts requests per caller and refuses those that are too many. A refused request counts against
 * nothing but the list of violations. Safe for many threads.
 */
public final class RateLimits {

    private final Clock clock;
    private final Map<String, Budget> budgets = new HashMap<>();
    private final Map<Violation, Integer> violations = new EnumMap<>(Violation.class);
    private ForgeLimits limits = ForgeLimits.none();
    private int mostAtOnce;
    private int contentWrites;

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    public synchronized void enforce(ForgeLimits limits) {
        this.limits = limits;
    }

    /** How often each limit was run into. */
    public synchronized Map<Violation, Integer> violations() {
        return Map.copyOf(violations);
    }

    /** The most requests of one caller that were under way at the same time. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /** How many requests that create or change content were let through. */
    public synchronized int contentWrites() {
        return contentWrites;
    }

    synchronized void enter(String caller, Cost cost) throws Refused {
        Budget budget = budgets.computeIfAbsent(caller, _ -> new Budget());
        Instant now = clock.instant();
        Instant reset = budget.reset(now);
        if (budget.used >= limits.requestsPerHour()) {
            throw primary(caller, reset);
        }
        if (budget.underWay >= limits.concurrent()) {
            throw secondary(Violation.CONCURRENCY, "", Duration.ofMinutes(1));
        }
        requireRoom(budget.points, cost.points(), limits.pointsPerMinute(), Violation.POINTS, now);
        requireRoom(
                budget.graphql,
                cost.graphqlPoints(),
                limits.graphqlPointsPerMinute(),
                Violation.GRAPHQL_POINTS,
                now);
        if (cost.content()) {
            requireRoom(
                    budget.contentInAMinute,
                    1,
                    limits.contentPerMinute(),
                    Violation.CONTENT_PER_MINUTE,
                    now);
            requireRoom(
                    budget.contentInAnHour,
                    1,
                    limits.contentPerHour(),
                    Violation.CONTENT_PER_HOUR,
                    now);
            budget.contentInAMinute.add(now, 1);
            budget.contentInAnHour.add(now, 1);
            contentWrites++;
        }
        budget.points.add(now, cost.points());
        budget.graphql.add(now, cost.graphqlPoints());
        budget.underWay++;
        mostAtOnce = Math.max(mostAtOnce, budget.underWay);
    }

    synchronized void leave(String caller) {
        budget(caller).underWay--;
    }

    /** Counts the request against the primary limit and tells what is left of it. */
    synchronized Map<String, String> headers(String caller, boolean free) {
        Budget budget = budget(caller);
        Instant reset = budget.reset(clock.instant());
        if (!free) {
            budget.used++;
        }
        int limit = Math.min(limits.requestsPerHour(), ForgeLimits.PRIMARY);
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit", Integer.toString(limit));
        headers.put("X-RateLimit-Used", Integer.toString(budget.used));
        headers.put("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - budget.used)));
        headers.put("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
        headers.put("X-RateLimit-Resource", "core");
        return headers;
    }

    private Budget budget(String caller) {
        return budgets.computeIfAbsent(caller, _ -> new Budget());
    }

    private void requireRoom(
            SlidingWindow window, int weight, int most, Violation violation, Instant now)
            throws Refused {
        if (weight > 0 && window.sum(now) + weight > most) {
            boolean content =
                    violation == Violation.CONTENT_PER_MINUTE
                            || violation == Violation.CONTENT_PER_HOUR;
            throw secondary(
                    violation,
                    content ? " and have been temporarily blocked from content creation" : "",
                    Duration.between(now, window.frees(now)));
        }
    }

    private Refused secondary(Violation violation, String consequence, Duration wait) {
        violations.merge(violation, 1, Integer::sum);
        return Refused.with(
                        403,
                        "You have exceeded a secondary rate limit"
                                + consequence
                                + ". Please retry your request again later.")
                .header(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private Refused primary(String caller, Instant reset) {
        violations.merge(Violation.PRIMARY, 1, Integer::sum);
        return Refused.with(403, "API rate limit exceeded for " + caller + ".")
                .header("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
    }
}
