package dev.sluice.standalone.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The time between two moments as people read it; digits for short ones, units for long ones. */
final class Gap {

    private Gap() {}

    static String between(Instant from, Instant to) {
        Duration gap = Duration.between(from, to);
        if (gap.compareTo(Duration.ofSeconds(1)) < 0) {
            return gap.toMillis() + " ms";
        }
        if (gap.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.2f s", gap.toMillis() / 1000.0);
        }
        if (gap.compareTo(Duration.ofHours(1)) < 0) {
            return gap.toMinutes() + " min " + gap.toSecondsPart() + " s";
        }
        return gap.toHours() + " h " + gap.toMinutesPart() + " min";
    }
}
