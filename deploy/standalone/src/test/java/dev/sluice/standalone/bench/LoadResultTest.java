package dev.sluice.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    @Test
    void countsEveryAnswerAndTakesTheTimesOfTheAccepted() {
        var counts = new LoadResult.Counts();
        for (int i = 1; i <= 100; i++) {
            counts.add(202, i * 1_000_000L);
        }
        counts.add(401, 1);
        counts.add(LoadConnection.NO_ANSWER, 1);

        LoadResult result = counts.result(2_000_000_000L);

        assertThat(result.accepted()).isEqualTo(100);
        assertThat(result.perSecond()).isEqualTo(50);
        assertThat(result.p50()).isEqualTo(Duration.ofMillis(50));
        assertThat(result.p99()).isEqualTo(Duration.ofMillis(99));
        assertThat(result.max()).isEqualTo(Duration.ofMillis(100));
        assertThat(result.answers()).isEqualTo(Map.of(202, 100L, 401, 1L, 0, 1L));
    }

    @Test
    void crossesToTheOtherProcessInOneLine() {
        var counts = new LoadResult.Counts();
        counts.add(202, 5_000);
        counts.add(429, 5_000);
        LoadResult result = counts.result(7);

        assertThat(result.format()).doesNotContain("\n");
        assertThat(LoadResult.parse(result.format())).isEqualTo(result);
        assertThat(LoadResult.parse(new LoadResult.Counts().result(7).format()).answers())
                .isEmpty();
    }
}
