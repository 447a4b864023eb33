package dev.sluice.ingest.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hears of every bad signature and says once a burst that there is one. A burst is of one address,
 * or of many of which none is an alert by itself, and ends after a quiet while.
 */
final class SignatureAlarm {

    /** Instead of an address, where it is none in particular. */
    static final String MANY_ADDRESSES = "many addresses";

    private final int threshold;
    private final int thresholdTogether;
    private final Duration quiet;
    private final Clock clock;
    private final Cache<String, Burst> bursts;
    private final AtomicReference<Burst> together =
            new AtomicReference<>(new Burst(MANY_ADDRESSES, Instant.EPOCH, Instant.EPOCH, 0));

    /** Bad signatures without a quiet time in between. */
    record Burst(String address, Instant first, Instant last, long count) {}

    /**
     * For one door.
     *
     * @param threshold of one address
     * @param thresholdTogether of all addresses that are below theirs
     */
    SignatureAlarm(int threshold, int thresholdTogether, Duration quiet, int sources, Clock clock) {
        this.threshold = threshold;
        this.thresholdTogether = thresholdTogether;
        this.quiet = quiet;
        this.clock = clock;
        this.bursts = Caffeine.newBuilder().maximumSize(sources).build();
    }

    /** The burst, when this one makes it an alert; nothing before, and nothing again. */
    Optional<Burst> badSignature(String address) {
        Instant now = clock.instant();
        Burst own = bursts.asMap().merge(address, new Burst(address, now, now, 1), this::continued);
        return own.count() < threshold
                ? alert(
                        together.accumulateAndGet(
                                new Burst(MANY_ADDRESSES, now, now, 1), this::continued),
                        thresholdTogether)
                : alert(own, threshold);
    }

    private static Optional<Burst> alert(Burst burst, int threshold) {
        return burst.count() == threshold ? Optional.of(burst) : Optional.empty();
    }

    private Burst continued(Burst before, Burst one) {
        return before.last().plus(quiet).isBefore(one.last())
                ? one
                : new Burst(before.address(), before.first(), one.last(), before.count() + 1);
    }
}
