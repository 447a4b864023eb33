package dev.sluice.standalone.bench;

import java.time.Duration;
import java.util.List;

/** Measured times; percentiles are those of the nearest rank, never interpolated. */
record Latencies(List<Duration> times) {

    Latencies {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        times = times.stream().sorted().toList();
    }

    /** The smallest time that this share of the measurements does not exceed. */
    Duration percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percent is " + percent + ", from 1 to 100");
        }
        return times.get(Math.ceilDiv(times.size() * percent, 100) - 1);
    }
}
