package dev.sluice.notifier.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * A limit over a sliding time.
 *
 * @param length the forge's own and a little more: it counts when a request arrives, we count when
 *     it leaves
 */
record Window(Duration length, int limit, ToIntFunction<Price> counted) {

    /** For whatever lies between leaving and arriving. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** Prices are noted by the second in which they were paid. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    static Window of(Duration length, int limit, ToIntFunction<Price> counted) {
        return new Window(length.plus(SLACK), limit, counted);
    }

    /** The same one with a part of it held back, but never all. */
    Window without(int percent) {
        return new Window(length, Math.max(1, limit * (100 - percent) / 100), counted);
    }

    /** When this can be paid; {@code now} when it can be paid at once. */
    Instant earliest(SortedMap<Instant, Price> spent, Price price, Instant now) {
        SortedMap<Instant, Price> inside =
                new TreeMap<>(spent.tailMap(now.minus(length).minus(GRAIN)));
        int cost = counted.applyAsInt(price);
        int sum = inside.values().stream().mapToInt(counted).sum() + cost;
        Instant at = now;
        for (Map.Entry<Instant, Price> oldest : inside.entrySet()) {
            if (cost == 0 || sum <= limit) {
                break;
            }
            sum -= counted.applyAsInt(oldest.getValue());
            at = oldest.getKey().plus(GRAIN).plus(length);
        }
        return at.isBefore(now) ? now : at;
    }
}
