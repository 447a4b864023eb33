package dev.sluice.standalone.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one measurement of the accept path came to.
 *
 * @param p50 of the accepted ones, like the others
 * @param answers how often each status came; 0 is no answer at all
 */
record LoadResult(
        long accepted,
        Duration took,
        Duration p50,
        Duration p99,
        Duration max,
        Map<Integer, Long> answers) {

    private static final int ACCEPTED = 202;

    LoadResult {
        answers = Map.copyOf(answers);
    }

    double perSecond() {
        return accepted * 1e9 / took.toNanos();
    }

    /** One line that {@link #parse} reads. */
    String format() {
        return "%d %d %d %d %d %s"
                .formatted(
                        accepted,
                        took.toNanos(),
                        p50.toNanos(),
                        p99.toNanos(),
                        max.toNanos(),
                        answers.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(",")));
    }

    static LoadResult parse(String line) {
        String[] words = line.split(" ", -1);
        var answers = new TreeMap<Integer, Long>();
        for (String answer : words[5].split(",", 0)) {
            if (!answer.isEmpty()) {
                String[] pair = answer.split("=", 2);
                answers.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
            }
        }
        return new LoadResult(
                Long.parseLong(words[0]),
                nanos(words[1]),
                nanos(words[2]),
                nanos(words[3]),
                nanos(words[4]),
                answers);
    }

    private static Duration nanos(String text) {
        return Duration.ofNanos(Long.parseLong(text));
    }

    /** Counts while it happens; times in microseconds, of the last million. */
    static final class Counts {

        private static final int KEPT = 1 << 20;

        private final long[] answers = new long[1000];
        private final int[] micros = new int[KEPT];
        private long accepted;

        void add(int status, long nanos) {
            answers[status]++;
            if (status == ACCEPTED) {
                micros[(int) (accepted % KEPT)] = (int) (nanos / 1000);
                accepted++;
            }
        }

        long accepted() {
            return accepted;
        }

        LoadResult result(long nanos) {
            int[] sorted = Arrays.copyOf(micros, (int) Math.min(accepted, KEPT));
            Arrays.sort(sorted);
            return new LoadResult(
                    accepted,
                    Duration.ofNanos(nanos),
                    percentile(sorted, 50),
                    percentile(sorted, 99),
                    percentile(sorted, 100),
                    counted());
        }

        private Map<Integer, Long> counted() {
            return IntStream.range(0, answers.length)
                    .filter(status -> answers[status] > 0)
                    .boxed()
                    .collect(Collectors.toMap(status -> status, status -> answers[status]));
        }

        private static Duration percentile(int[] sorted, int percent) {
            if (sorted.length == 0) {
                return Duration.ZERO;
            }
            int rank = (int) Math.ceilDiv((long) sorted.length * percent, 100L);
            return Duration.ofNanos(1000L * sorted[Math.max(rank, 1) - 1]);
        }
    }
}
