package dev.sluice.standalone.forge.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happened within the last minute, or whatever its length is. */
final class SlidingWindow {

    private record Entry(Instant at, int weight) {}

    private final Duration length;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int sum;

    SlidingWindow(Duration length) {
        this.length = length;
    }

    void add(Instant now, int weight) {
        entries.addLast(new Entry(now, weight));
        sum += weight;
    }

    int sum(Instant now) {
        Instant start = now.minus(length);
        while (!entries.isEmpty() && !entries.getFirst().at().isAfter(start)) {
            sum -= entries.removeFirst().weight();
        }
        return sum;
    }

    /** When the oldest of what is counted now leaves the window. */
    Instant frees(Instant now) {
        return entries.isEmpty() ? now : entries.getFirst().at().plus(length);
    }
}
