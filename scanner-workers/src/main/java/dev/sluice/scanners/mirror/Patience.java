package dev.sluice.scanners.mirror;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what may work later, with growing pauses: a forge that cannot be reached, and a
 * commit that it does not show yet.
 *
 * @param visibility how long a commit may be missing
 * @param reachability how long a forge may be out of reach
 * @param firstPause doubled after each, up to {@link #LONGEST_PAUSE}
 */
record Patience(Duration visibility, Duration reachability, Duration firstPause) {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    interface Attempt {
        FetchOutcome now() throws InterruptedException;
    }

    /** The first outcome that waiting cannot change, or the last one when time is up. */
    FetchOutcome with(Attempt attempt) throws InterruptedException {
        long start = System.nanoTime();
        Duration pause = firstPause;
        @Nullable String firstTip = null;
        while (true) {
            FetchOutcome outcome = attempt.now();
            Duration afterPause = Duration.ofNanos(System.nanoTime() - start).plus(pause);
            switch (outcome) {
                case FetchOutcome.NotVisible(String tip, _) -> {
                    if (firstTip != null && tip != null && !tip.equals(firstTip)) {
                        return new FetchOutcome.Moved();
                    }
                    firstTip = tip == null ? firstTip : tip;
                    if (afterPause.compareTo(visibility) > 0) {
                        return outcome;
                    }
                }
                case FetchOutcome.Unreachable(_, boolean hopeless) -> {
                    if (hopeless || afterPause.compareTo(reachability) > 0) {
                        return outcome;
                    }
                }
                case FetchOutcome.Fetched _,
                        FetchOutcome.Moved _,
                        FetchOutcome.TooLarge _,
                        FetchOutcome.Malformed _ -> {
                    return outcome;
                }
            }
            Thread.sleep(pause);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
