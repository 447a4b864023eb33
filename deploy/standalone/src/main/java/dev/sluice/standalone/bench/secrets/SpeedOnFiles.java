package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.Workbench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Megabytes a second on files: in memory against gitleaks' way, from disk against programs. */
final class SpeedOnFiles {

    private static final long LEAST_TURN = 300_000_000;

    private final Workbench workbench;
    private final BenchFiles files;
    private final SecretsBenchOptions options;
    private long sink;

    SpeedOnFiles(Workbench workbench, BenchFiles files, SecretsBenchOptions options) {
        this.workbench = workbench;
        this.files = files;
        this.options = options;
    }

    /** Contents in memory and one thread; the clock counts its processor time, not its waiting. */
    Ratio againstWholeFiles(List<byte[]> contents) throws IOException, InterruptedException {
        return Ratio.ofTimes(
                options.rounds(),
                options.warm(),
                () -> {
                    long start = processorTime();
                    contents.forEach(content -> sink += workbench.wholeFile(content));
                    return processorTime() - start;
                },
                () -> {
                    long start = processorTime();
                    int passes = 0;
                    do {
                        contents.forEach(content -> sink += workbench.scan(content).size());
                        passes++;
                    } while (processorTime() - start < LEAST_TURN);
                    return (processorTime() - start) / passes;
                });
    }

    /** Empty without ripgrep. */
    Optional<Ratio> againstRipgrep() throws IOException, InterruptedException {
        Optional<Path> rg = Programs.find("rg");
        if (rg.isEmpty()) {
            return Optional.empty();
        }
        Path keywords = Files.write(files.root().resolve("keywords"), workbench.keywords());
        List<String> command =
                List.of(
                        rg.get().toString(),
                        "-F",
                        "-i",
                        "-j1",
                        "-f",
                        keywords.toString(),
                        "--no-config",
                        "--no-ignore",
                        "--hidden",
                        "--text",
                        "--count",
                        files.directory().toString());
        return Optional.of(
                Ratio.ofTimes(
                        options.rounds(),
                        options.warm(),
                        () -> Programs.time(command, Map.of()),
                        () -> fromDisk(files.paths())));
    }

    /** With its own rules, on one processor; empty without gitleaks. */
    Optional<Ratio> againstGitleaks() throws IOException, InterruptedException {
        Optional<Path> gitleaks = Programs.find("gitleaks");
        if (gitleaks.isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                List.of(
                        gitleaks.get().toString(),
                        "detect",
                        "--no-git",
                        "--no-banner",
                        "--log-level",
                        "error",
                        "--exit-code",
                        "0",
                        "--source",
                        files.part().toString());
        return Optional.of(
                Ratio.ofTimes(
                        options.rounds(),
                        options.warm(),
                        () -> Programs.time(command, Map.of("GOMAXPROCS", "1")),
                        () -> fromDisk(files.partPaths())));
    }

    private long fromDisk(List<Path> paths) throws IOException {
        long start = System.nanoTime();
        for (Path path : paths) {
            sink += workbench.scan(Files.readAllBytes(path)).size();
        }
        return System.nanoTime() - start;
    }

    /** Of no meaning; keeps compilers from leaving the work out. */
    long sink() {
        return sink;
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
