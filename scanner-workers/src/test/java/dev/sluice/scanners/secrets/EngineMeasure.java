package dev.sluice.scanners.secrets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures the engine on one thread, against every rule over every byte, on the files below a
 * directory or on generated code. Files are in memory before the clock starts, which counts
 * processor time, so that others on the machine do not matter much.
 */
final class EngineMeasure {

    private EngineMeasure() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> contents = arguments.length == 0 ? generated() : files(Path.of(arguments[0]));
        long bytes = contents.stream().mapToLong(content -> content.length).sum();
        System.out.printf(
                "%d files, %.1f MB, %d rules%n",
                contents.size(), bytes / 1e6, SecretRules.bundled().list().size());

        Engine engine = Fixtures.engine();
        long fast = measure("engine", contents, bytes, 5, engine::scan);
        long slow =
                arguments.length > 1
                        ? fast
                        : measure(
                                "every rule over every byte",
                                contents,
                                bytes,
                                1,
                                engine::scanWithoutKeywords);
        System.out.printf("the same %d sightings: %b%n", fast, fast == slow);
    }

    /** The best of several rounds after one to warm up. */
    private static long measure(
            String name,
            List<byte[]> contents,
            long bytes,
            int rounds,
            Function<byte[], FileReport> scan) {
        long best = Long.MAX_VALUE;
        long sightings = 0;
        for (int round = 0; round <= rounds; round++) {
            long start = cpuTime();
            sightings = 0;
            for (byte[] content : contents) {
                sightings += scan.apply(content).sightings().size();
            }
            best = Math.min(best, cpuTime() - start);
        }
        System.out.printf("%-28s %7.1f MB/s%n", name, bytes * 1e3 / best);
        return sightings;
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<byte[]> generated() {
        var contents = new ArrayList<byte[]>();
        for (long seed = 0; seed < 1000; seed++) {
            contents.add(Corpus.code(seed, 64_000));
        }
        return contents;
    }

    private static List<byte[]> files(Path directory) throws IOException {
        var contents = new ArrayList<byte[]>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
