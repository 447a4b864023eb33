package dev.sluice.ingest.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Hears of every bad signature and says once a burst that there is one. A burst is of one address
 * and ends when the address has been quiet for a while.
 */
final class SignatureAlarm {

    private final int threshold;
    private final Duration quiet;
    private final Clock clock;
    private final Cache<String, Burst> bursts;

    /** Bad signatures without a quiet time in between. */
    record Burst(String address, Instant first, Instant last, long count) {}

    SignatureAlarm(int threshold, Duration quiet, int sources, Clock clock) {
        this.threshold = threshold;
        this.quiet = quiet;
        this.clock = clock;
        this.bursts = Caffeine.newBuilder().maximumSize(sources).build();
    }

    /** The burst, when this one makes it an alert; nothing before, and nothing again. */
    Optional<Burst> badSignature(String address) {
        Instant now = clock.instant();
        Burst burst =
                bursts.asMap().merge(address, new Burst(address, now, now, 1), this::continued);
        return burst.count() == threshold ? Optional.of(burst) : Optional.empty();
    }

    private Burst continued(Burst before, Burst one) {
        return before.last().plus(quiet).isBefore(one.last())
                ? one
                : new Burst(before.address(), before.first(), one.last(), before.count() + 1);
    }
}
