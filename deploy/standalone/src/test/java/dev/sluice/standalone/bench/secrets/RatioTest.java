package dev.sluice.standalone.bench.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void takesTheMedianOfTheRatiosOfRoundsAfterOneTurnToWarmUp() throws Exception {
        Iterator<Long> first = List.of(1L, 10L, 90L, 20L).iterator();
        Iterator<Long> second = List.of(1L, 10L, 10L, 10L).iterator();

        Ratio ratio = Ratio.ofTimes(3, Duration.ZERO, first::next, second::next);

        assertThat(ratio).isEqualTo(new Ratio(2, 1, 9, 20, 10));
        assertThat(ratio).hasToString("2.00 (1.00 to 9.00)");
    }

    @Test
    void sidesTakeTurns() throws Exception {
        var turns = new ArrayList<String>();

        Ratio.ofTimes(2, Duration.ZERO, () -> turn(turns, "a"), () -> turn(turns, "b"));

        assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
    }

    private static long turn(List<String> turns, String side) {
        turns.add(side);
        return 1;
    }
}
