package dev.sluice.standalone.bench.scan;

import dev.sluice.events.ScanCompleted;
import dev.sluice.scanners.dependencies.DependenciesScanner;
import dev.sluice.scanners.local.LocalRepository;
import dev.sluice.scanners.local.LocalRepositoryException;
import dev.sluice.scanners.results.RememberingScanner;
import dev.sluice.scanners.results.ResultStore;
import dev.sluice.scanners.secrets.FingerprintKey;
import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.SecretsScanner;
import dev.sluice.scanners.spi.Scanner;
import dev.sluice.standalone.bench.Machine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scans both pushes, each round with scanners and caches that know nothing yet. */
final class ScanBenchmark {

    /** What E2 may be. */
    private static final double WANTED = 0.05;

    private final TwoPushes pushes;
    private final Path directory;
    private final DependenciesScanner dependencies;

    ScanBenchmark(TwoPushes pushes, Path directory, DependenciesScanner dependencies) {
        this.pushes = pushes;
        this.directory = directory;
        this.dependencies = dependencies;
    }

    private record Round(double first, double second) {
        double ratio() {
            return second / first;
        }
    }

    /** The lines of a table; one more round than counts comes first, to warm up. */
    List<String> run(int rounds) throws LocalRepositoryException, InterruptedException {
        round(0);
        var lines = new ArrayList<String>();
        lines.add("| round | first push, ms | second push, ms | E2 |");
        lines.add("|---|---|---|---|");
        var ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            Round round = round(i + 1);
            ratios[i] = round.ratio();
            lines.add(row(Integer.toString(i + 1), round.first(), round.second(), round.ratio()));
        }
        Arrays.sort(ratios);
        double median = ratios[rounds / 2];
        lines.add("");
        lines.add(
                "E2 %.3f (%.3f to %.3f), at most %.2f: %s"
                        .formatted(
                                median,
                                ratios[0],
                                ratios[rounds - 1],
                                WANTED,
                                median <= WANTED ? "pass" : "short"));
        lines.add("The second push changes " + pushes.file() + ".");
        lines.add(Machine.describe());
        return lines;
    }

    private static String row(String name, double first, double second, double ratio) {
        return "| %-5s | %14.1f | %15.1f | %.3f |".formatted(name, first, second, ratio);
    }

    private Round round(int number) throws LocalRepositoryException, InterruptedException {
        var results =
                new ResultStore(
                        directory.resolve("results-" + number), 1L << 28, Clock.systemUTC());
        List<Scanner> scanners =
                List.<Scanner>of(
                                new SecretsScanner(
                                        SecretRules.bundled(), FingerprintKey.of(new byte[32])),
                                dependencies)
                        .stream()
                        .<Scanner>map(scanner -> new RememberingScanner(scanner, results))
                        .toList();
        try (var repository = LocalRepository.open(pushes.copy())) {
            return new Round(
                    millis(repository, null, pushes.first(), scanners),
                    millis(repository, pushes.first(), pushes.second(), scanners));
        }
    }

    private static double millis(
            LocalRepository repository, @Nullable String base, String head, List<Scanner> scanners)
            throws LocalRepositoryException, InterruptedException {
        Set<String> ended = new HashSet<>();
        long start = System.nanoTime();
        repository.scan(
                base,
                head,
                scanners,
                fact -> {
                    if (fact instanceof ScanCompleted completed) {
                        ended.add(completed.scanner());
                    }
                });
        double millis = (System.nanoTime() - start) / 1e6;
        if (!ended.contains("secrets")) {
            throw new IllegalStateException("the scan for secrets did not end with a result");
        }
        return millis;
    }
}
