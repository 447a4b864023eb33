package dev.sluice.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void takesTheNearestRank() {
        var latencies =
                new Latencies(IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList());

        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void isThatOneOfASingleMeasurement() {
        var latencies = new Latencies(List.of(Duration.ofMillis(7)));

        assertThat(latencies.percentile(1)).isEqualTo(Duration.ofMillis(7));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void refusesToMakeUpFigures() {
        assertThatThrownBy(() -> new Latencies(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Latencies(List.of(Duration.ZERO)).percentile(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
