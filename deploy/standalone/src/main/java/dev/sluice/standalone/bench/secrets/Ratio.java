package dev.sluice.standalone.bench.secrets;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How many times as long one side takes as another, each ratio from one round in which both had
 * their turn.
 *
 * @param first median time of the first side for its work, in nanoseconds
 * @param second likewise
 */
record Ratio(double median, double min, double max, double first, double second) {

    /** In turns, after both have warmed up. */
    static Ratio ofTimes(int rounds, Duration warm, Side first, Side second)
            throws IOException, InterruptedException {
        warm(warm, first);
        warm(warm, second);
        var ratios = new double[rounds];
        var firsts = new double[rounds];
        var seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            firsts[round] = first.turn();
            seconds[round] = second.turn();
            ratios[round] = firsts[round] / seconds[round];
        }
        Arrays.sort(ratios);
        return new Ratio(
                median(ratios), ratios[0], ratios[rounds - 1], median(firsts), median(seconds));
    }

    private static void warm(Duration warm, Side side) throws IOException, InterruptedException {
        long start = System.nanoTime();
        do {
            side.turn();
        } while (System.nanoTime() - start < warm.toNanos());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return "%.2f (%.2f to %.2f)".formatted(median, min, max);
    }
}
