package dev.sluice.ingest.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token bucket for each source. Safe for use by many threads; never blocks. */
final class Rate {

    private final long perSecond;
    private final long burst;
    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets;

    Rate(long perSecond, long burst, int sources, Clock clock) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "a limit of %d a second and %d at once lets nobody in"
                            .formatted(perSecond, burst));
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.meter = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder().maximumSize(sources).build();
    }

    /**
     * Takes what is asked for, or says how long to wait for it. Who asks for more than may ever
     * come at once is asked for all of that.
     */
    Optional<Duration> take(String source, long amount) {
        ConsumptionProbe probe =
                buckets.get(source, first -> bucket())
                        .tryConsumeAndReturnRemaining(Math.min(amount, burst));
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(meter)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        private static final long NANOS = 1_000_000_000;

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * NANOS + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
