package dev.sluice.standalone.bench.secrets;

import dev.sluice.standalone.cli.Refusal;
import java.time.Duration;

/**
 * How long and how much is measured.
 *
 * @param warm how long each side runs before it counts
 * @param megabytes of files that are searched
 * @param oracleMegabytes of these that every rule looks at as a whole, for comparison
 */
record SecretsBenchOptions(int rounds, Duration warm, int megabytes, int oracleMegabytes) {

    private static final int MAX_ROUNDS = 100;
    private static final int MAX_WARM = 600;
    private static final int MAX_MEGABYTES = 100_000;

    SecretsBenchOptions {
        within("--rounds", rounds, 1, MAX_ROUNDS);
        within("--warm", warm.toSeconds(), 0, MAX_WARM);
        within("--megabytes", megabytes, 1, MAX_MEGABYTES);
        within("--oracle", oracleMegabytes, 1, MAX_MEGABYTES);
    }

    private static void within(String option, long value, int min, int max) {
        if (value < min || value > max) {
            throw Refusal.usage("%s is %d, from %d to %d".formatted(option, value, min, max));
        }
    }
}
