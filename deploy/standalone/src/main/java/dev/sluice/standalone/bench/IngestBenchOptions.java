package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.Refusal;
import java.time.Duration;

/**
 * How long and how much is measured.
 *
 * @param deliveries over which the heap has to stay flat
 */
record IngestBenchOptions(int rounds, Duration turn, int connections, long deliveries) {

    private static final int MAX_ROUNDS = 100;
    private static final int MAX_CONNECTIONS = 900;
    private static final long MAX_DELIVERIES = 100_000_000;

    IngestBenchOptions {
        within("--rounds", rounds, MAX_ROUNDS);
        within("--connections", connections, MAX_CONNECTIONS);
        within("--deliveries", deliveries, MAX_DELIVERIES);
    }

    private static void within(String option, long value, long max) {
        if (value < 1 || value > max) {
            throw Refusal.usage("%s is %d, from 1 to %d".formatted(option, value, max));
        }
    }
}
