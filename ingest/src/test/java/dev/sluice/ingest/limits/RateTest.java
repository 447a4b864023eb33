package dev.sluice.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Rate rate = new Rate(10, 3, 100, clock);

    @Test
    void letsABurstInAndSaysHowLongTheNextOneHasToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("a", 1)).isEmpty();
        }

        assertThat(rate.take("a", 1)).contains(Duration.ofMillis(100));
    }

    @Test
    void fillsUpAgainWithTime() {
        assertThat(rate.take("a", 3)).isEmpty();
        clock.advance(Duration.ofMillis(200));

        assertThat(rate.take("a", 2)).isEmpty();
        assertThat(rate.take("a", 1)).isPresent();
    }

    @Test
    void whatOneSourceTakesIsNotTakenFromAnother() {
        assertThat(rate.take("a", 3)).isEmpty();
        assertThat(rate.take("a", 1)).isPresent();

        assertThat(rate.take("b", 3)).isEmpty();
    }

    @Test
    void whoAsksForMoreThanMayEverComeAtOnceIsAskedForAllOfIt() {
        assertThat(rate.take("a", 4)).isEmpty();

        assertThat(rate.take("a", 1)).isPresent();
    }

    @Test
    void refusesALimitThatLetsNobodyIn() {
        assertThatThrownBy(() -> new Rate(0, 1, 100, clock))
                .hasMessage("a limit of 0 a second and 1 at once lets nobody in");
    }
}
