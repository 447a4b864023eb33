package dev.sluice.standalone.forge.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one caller has used. Guarded by {@link RateLimits}. */
final class Budget {

    static final Duration HOUR = Duration.ofHours(1);

    final SlidingWindow points = new SlidingWindow(Duration.ofMinutes(1));
    final SlidingWindow graphql = new SlidingWindow(Duration.ofMinutes(1));
    final SlidingWindow contentInAMinute = new SlidingWindow(Duration.ofMinutes(1));
    final SlidingWindow contentInAnHour = new SlidingWindow(HOUR);
    int underWay;
    int used;
    private @Nullable Instant reset;

    /** The end of the hour that is running; a new one begins with the first request after it. */
    Instant reset(Instant now) {
        if (reset == null || !now.isBefore(reset)) {
            reset = now.plus(HOUR);
            used = 0;
        }
        return reset;
    }
}
