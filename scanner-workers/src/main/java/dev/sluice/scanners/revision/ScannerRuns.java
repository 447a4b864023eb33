package dev.sluice.scanners.revision;

import dev.sluice.events.ScanFailure;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs scanners side by side, each with the same time limit and each failing alone.
 *
 * <p>They run on platform threads: scanning is work for a processor and would keep virtual threads,
 * which share few carriers, from ever being asked whether the time is up.
 */
final class ScannerRuns {

    private final Duration limit;
    private final Clock clock;
    private final Set<Thread> abandoned = ConcurrentHashMap.newKeySet();

    ScannerRuns(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** How a scanner ended; its digests are part of the scan's id. */
    record Ended(
            Scanner scanner,
            String ruleDigest,
            String snapshotDigest,
            ScanOutcome outcome,
            Duration duration) {}

    /**
     * Runs all; each end is handed out, by the calling thread, as soon as it is there. A course
     * that is halted ends those that still run.
     */
    void run(List<Scanner> scanners, ScanInput input, Consumer<Ended> ends, Course course)
            throws InterruptedException {
        Map<Scanner, Thread> running = new LinkedHashMap<>();
        long start = clock.millis();
        try {
            run(scanners, input, ends, running);
        } catch (InterruptedException e) {
            ScanOutcome outcome = course.ending().orElseThrow(() -> e);
            running.keySet().forEach(scanner -> ends.accept(ended(scanner, outcome, since(start))));
        }
    }

    private void run(
            List<Scanner> scanners,
            ScanInput input,
            Consumer<Ended> ends,
            Map<Scanner, Thread> running)
            throws InterruptedException {
        var finished = new LinkedBlockingQueue<Ended>();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (Scanner scanner : scanners) {
                running.put(scanner, start(scanner, input, finished));
            }
            while (!running.isEmpty()) {
                Ended ended = next(finished, deadline);
                if (ended == null) {
                    break;
                }
                running.remove(ended.scanner());
                ends.accept(ended);
            }
            running.keySet().forEach(scanner -> ends.accept(timedOut(scanner)));
        } finally {
            running.values().forEach(this::abandon);
        }
    }

    private void abandon(Thread scanner) {
        abandoned.add(scanner);
        scanner.interrupt();
    }

    /** How many scanners still run although nobody waits for them. */
    int abandoned() {
        abandoned.removeIf(thread -> !thread.isAlive());
        return abandoned.size();
    }

    private static @Nullable Ended next(BlockingQueue<Ended> finished, long deadline)
            throws InterruptedException {
        return finished.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private Thread start(Scanner scanner, ScanInput input, BlockingQueue<Ended> finished) {
        return Thread.ofPlatform()
                .daemon()
                .name("scan-" + scanner.name())
                .start(() -> finished.add(scan(scanner, input)));
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the thread ends with it
    private Ended scan(Scanner scanner, ScanInput input) {
        long start = clock.millis();
        String ruleDigest = "";
        String snapshotDigest = "";
        ScanOutcome outcome;
        try {
            ruleDigest = scanner.ruleDigest();
            snapshotDigest = scanner.snapshotDigest();
            outcome = scanner.scan(input);
        } catch (Throwable e) {
            outcome = new ScanOutcome.Failed(ScanFailure.INTERNAL, describe(e));
        }
        return new Ended(scanner, ruleDigest, snapshotDigest, outcome, since(start));
    }

    private Ended timedOut(Scanner scanner) {
        return ended(
                scanner,
                new ScanOutcome.Failed(
                        ScanFailure.TIMEOUT,
                        "did not end within " + limit.toSeconds() + " seconds"),
                limit);
    }

    private static Ended ended(Scanner scanner, ScanOutcome outcome, Duration duration) {
        return new Ended(
                scanner, scanner.ruleDigest(), scanner.snapshotDigest(), outcome, duration);
    }

    private Duration since(long start) {
        return Duration.ofMillis(Math.max(0, clock.millis() - start));
    }

    /** Type and place; the message of an exception may hold content of the repository. */
    static String describe(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return "unexpected " + e.getClass().getSimpleName() + place;
    }
}
