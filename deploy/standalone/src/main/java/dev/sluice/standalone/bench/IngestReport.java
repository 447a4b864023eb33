package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Says what was measured, each ratio within its own round, beside what is asked for. */
final class IngestReport {

    private static final int PERCENT = 100;
    private static final int ACCEPTED = 202;

    /** The last ones may be due when time is up. */
    private static final double ALL = 0.99;

    /** Growth that is noise: a collection leaves a few megabytes more or less. */
    private static final long NOISE = 8_000_000;

    private final Terminal terminal;
    private final List<Round> rounds = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final List<Map<Integer, Long>> mixed = new ArrayList<>();

    /**
     * Both sides in turns, by linger.
     *
     * @param raw the producer that never waits
     * @param waiting the one that has as much under way as the accept path
     * @param clean the accept path after each of them
     */
    record Round(List<Double> raw, List<Double> waiting, List<LoadResult> clean, LoadResult mixed) {

        Round {
            raw = List.copyOf(raw);
            waiting = List.copyOf(waiting);
            clean = List.copyOf(clean);
        }

        private static double best(List<Double> producers) {
            return producers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }

        double accepted() {
            return median(clean.stream().mapToDouble(LoadResult::perSecond));
        }

        double ratio() {
            return accepted() / best(raw);
        }

        double waitingRatio() {
            return accepted() / best(waiting);
        }

        double mixedRatio() {
            return mixed.perSecond() / accepted();
        }
    }

    IngestReport(Terminal terminal) {
        this.terminal = terminal;
    }

    void round(Round round) {
        if (rounds.isEmpty()) {
            terminal.line(
                    "round   raw linger 0       2       5      20  waiting   accepted  ratio   mixed  ratio");
        }
        rounds.add(round);
        terminal.line(
                "%5d   %12.0f %7.0f %7.0f %7.0f  %7.0f   %8.0f  %5.2f  %6.0f  %5.2f"
                        .formatted(
                                rounds.size(),
                                round.raw().get(0),
                                round.raw().get(1),
                                round.raw().get(2),
                                round.raw().get(3),
                                Round.best(round.waiting()),
                                round.accepted(),
                                round.ratio(),
                                round.mixed().perSecond(),
                                round.mixedRatio()));
        mixed.add(round.mixed().answers());
    }

    /** Accepted a second when asked for all that is possible. */
    double saturation() {
        return median(rounds.stream().mapToDouble(Round::accepted));
    }

    /**
     * Deliveries that left when they were due; a figure of fewer than were due is none.
     *
     * @param rate a second
     * @param time for so long
     */
    void paced(int rate, Duration time, LoadResult result) {
        terminal.line(
                "at %d a second, due to answered: p50 %.1f ms, p99 %.1f ms, max %.1f ms; answers %s"
                        .formatted(
                                rate,
                                result.p50().toNanos() / 1e6,
                                result.p99().toNanos() / 1e6,
                                result.max().toNanos() / 1e6,
                                result.answers()));
        verdict(
                "p99 at half of saturation",
                "%.1f ms".formatted(result.p99().toNanos() / 1e6),
                "at most " + IngestBenchmark.P99.toMillis() + " ms",
                result.p99().compareTo(IngestBenchmark.P99) <= 0
                        && result.answers().keySet().equals(Set.of(ACCEPTED))
                        && result.accepted() >= ALL * rate * time.toSeconds());
    }

    void heap(List<Long> samples) {
        int quarter = Math.max(1, samples.size() / 4);
        double first = median(samples.stream().limit(quarter).mapToDouble(Long::doubleValue));
        double last =
                median(
                        samples.stream()
                                .skip(samples.size() - quarter)
                                .mapToDouble(Long::doubleValue));
        verdict(
                "heap after collections, first quarter to last",
                "%.1f to %.1f MB".formatted(first / 1e6, last / 1e6),
                "flat",
                last <= first + NOISE);
    }

    void summary(IngestBenchOptions options) {
        ratio(
                "accepted against the best raw producer",
                rounds.stream().mapToDouble(Round::ratio).toArray(),
                IngestBenchmark.RATIO);
        ratio(
                "with 1 % bad signatures and 1 % of 20 MB against clean",
                rounds.stream().mapToDouble(Round::mixedRatio).toArray(), IngestBenchmark.MIXED);
        terminal.line();
        verdicts.forEach(terminal::line);
        terminal.line();
        terminal.line(
                "against the best raw producer that, like %d clients of a door which answers after the"
                                .formatted(options.connections())
                        + " acknowledgement, waits with as many under way: %.2f"
                                .formatted(
                                        median(rounds.stream().mapToDouble(Round::waitingRatio))));
        terminal.line("answers with 1 % bad signatures and 1 % of 20 MB, by round: " + mixed);
        terminal.line();
        terminal.line(
                "%d rounds of %d s a turn, %d connections, %d deliveries for the heap; pushes of 8 KB"
                        .formatted(
                                options.rounds(),
                                options.turn().toSeconds(),
                                options.connections(),
                                options.deliveries()));
        terminal.line(
                "Both sides have all processors; on the side of the accept path the load generator, a"
                        + " process of its own, takes its share of them.");
        terminal.line(Machine.describe());
    }

    private void ratio(String name, double[] ratios, double wanted) {
        double median = median(DoubleStream.of(ratios));
        verdict(
                name,
                "%.2f (%.2f to %.2f)"
                        .formatted(
                                median,
                                DoubleStream.of(ratios).min().orElseThrow(),
                                DoubleStream.of(ratios).max().orElseThrow()),
                "at least %.2f".formatted(wanted),
                Math.round(median * PERCENT) >= Math.round(wanted * PERCENT));
    }

    private void verdict(String name, String measured, String wanted, boolean enough) {
        verdicts.add(
                "%-58s %-22s %-16s %s"
                        .formatted(name, measured, wanted, enough ? "pass" : "short"));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
