package dev.sluice.notifier.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void doublesWithHalfOfItLeftToChance() {
        for (int attempts = 1; attempts <= 9; attempts++) {
            Duration full = Duration.ofSeconds(1L << (attempts - 1));

            assertThat(backoff.after(attempts)).isBetween(full.dividedBy(2), full);
        }
    }

    @Test
    void neverWaitsLongerThanTenMinutes() {
        assertThat(IntStream.of(11, 12, 100, Integer.MAX_VALUE).mapToObj(backoff::after))
                .allSatisfy(pause ->
                        assertThat(pause).isBetween(Duration.ofMinutes(5), Backoff.LONGEST));
    }
}
