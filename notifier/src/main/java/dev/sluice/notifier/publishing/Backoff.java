package dev.sluice.notifier.publishing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubling from one second to ten minutes, a random half taken off. */
final class Backoff {

    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MAX_DOUBLINGS = 10;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration after(int attempts) {
        Duration full = Duration.ofSeconds(1L << Math.clamp(attempts - 1, 0, MAX_DOUBLINGS));
        long millis = (full.compareTo(LONGEST) < 0 ? full : LONGEST).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
