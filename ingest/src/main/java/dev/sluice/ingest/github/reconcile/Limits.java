package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.reconcile.Allowances.Budget;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer says of limits.
 *
 * @param budget empty where nothing is counted, as on most Enterprise Servers
 * @param pausedUntil there when GitHub wants to be left alone
 */
record Limits(Optional<Budget> budget, Optional<Instant> pausedUntil) {

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    /** What GitHub asks for where it names no time. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    static Limits of(HttpResponse<String> response, Instant now) {
        Optional<Budget> budget = budget(response);
        int status = response.statusCode();
        Optional<Long> retryAfter = number(response, "retry-after");
        boolean empty = budget.filter(known -> known.left() == 0).isPresent();
        boolean throttled =
                status == TOO_MANY
                        || (status == FORBIDDEN
                                && (retryAfter.isPresent()
                                        || empty
                                        || response.body().contains("rate limit")));
        return new Limits(
                budget, throttled ? Optional.of(until(retryAfter, budget, now)) : Optional.empty());
    }

    private static Instant until(Optional<Long> retryAfter, Optional<Budget> budget, Instant now) {
        return retryAfter
                .map(seconds -> now.plusSeconds(Math.clamp(seconds, 1, 3600)))
                .or(() ->
                        budget.filter(known -> known.left() == 0)
                                .map(Budget::resetsAt)
                                .filter(now::isBefore))
                .orElse(now.plus(PAUSE));
    }

    private static Optional<Budget> budget(HttpResponse<String> response) {
        Optional<Long> limit = number(response, "x-ratelimit-limit");
        Optional<Long> left = number(response, "x-ratelimit-remaining");
        Optional<Long> reset = number(response, "x-ratelimit-reset");
        return limit.isPresent() && left.isPresent() && reset.isPresent()
                ? Optional.of(
                        new Budget(
                                limit.get().intValue(),
                                left.get().intValue(),
                                Instant.ofEpochSecond(reset.get())))
                : Optional.empty();
    }

    private static Optional<Long> number(HttpResponse<String> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(Long::parseLong);
    }
}
