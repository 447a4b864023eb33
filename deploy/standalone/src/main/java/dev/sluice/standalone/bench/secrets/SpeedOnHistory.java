package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.local.LocalBlobs;
import dev.sluice.scanners.local.LocalRepositoryException;
import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Every blob that a repository ever had, inflated and searched on two threads, against git reading
 * the same ones.
 */
final class SpeedOnHistory {

    static final int THREADS = 2;

    /** Blobs that lie beside each other are often differences to each other. */
    private static final int BLOBS_AT_ONCE = 256;

    /** GitHub takes no larger ones. */
    private static final long LARGEST = 100L * 1024 * 1024;

    private static final int RADIX = 10;

    private final Workbench workbench;
    private final Path repository;
    private final Path ids;
    private final List<String> blobs = new ArrayList<>();
    private final AtomicLong found = new AtomicLong();
    private long bytes;

    private SpeedOnHistory(Workbench workbench, Path repository, Path directory) {
        this.workbench = workbench;
        this.repository = repository;
        this.ids = directory.resolve("blobs");
    }

    /** Lists the blobs with git, in the order in which packs hold them. */
    static SpeedOnHistory prepare(Workbench workbench, Path repository, Path directory)
            throws IOException, InterruptedException {
        if (Programs.find("git").isEmpty()) {
            throw Refusal.usage("--repository needs git on PATH");
        }
        var history = new SpeedOnHistory(workbench, repository, directory);
        Path objects = directory.resolve("objects");
        Programs.keep(
                List.of(
                        "git",
                        "-C",
                        repository.toString(),
                        "cat-file",
                        "--batch-all-objects",
                        "--unordered",
                        "--batch-check=%(objecttype) %(objectname) %(objectsize)"),
                objects);
        try (Stream<String> lines = Files.lines(objects)) {
            lines.filter(line -> line.startsWith("blob ")).forEach(history::add);
        }
        if (history.blobs.isEmpty()) {
            throw Refusal.usage(repository + " has no blobs");
        }
        Files.write(history.ids, history.blobs);
        return history;
    }

    private void add(String line) {
        int id = line.indexOf(' ') + 1;
        int number = line.lastIndexOf(' ') + 1;
        long size = Long.parseLong(line, number, line.length(), RADIX);
        if (size <= LARGEST) {
            blobs.add(line.substring(id, number - 1));
            bytes += size;
        }
    }

    Ratio measure(SecretsBenchOptions options) throws IOException, InterruptedException {
        return Ratio.ofTimes(options.rounds(), options.warm(), this::search, this::git);
    }

    private long git() throws IOException, InterruptedException {
        return Programs.time(
                List.of("git", "-C", repository.toString(), "cat-file", "--batch", "--buffer"),
                ids);
    }

    private long search() throws IOException, InterruptedException {
        long start = System.nanoTime();
        var next = new AtomicInteger();
        long inflated = 0;
        try (LocalBlobs all = LocalBlobs.open(repository);
                var threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<Long> share = () -> search(all, next);
            for (var result : threads.invokeAll(List.of(share, share))) {
                inflated += result.get();
            }
        } catch (LocalRepositoryException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        } catch (ExecutionException e) {
            throw Refusal.internal("the history cannot be read: " + e.getCause(), e);
        }
        if (inflated != bytes) {
            throw Refusal.internal(
                    "no result: %d bytes were read where git has %d".formatted(inflated, bytes));
        }
        return System.nanoTime() - start;
    }

    private long search(LocalBlobs all, AtomicInteger next) throws IOException {
        long read = 0;
        long seen = 0;
        try (LocalBlobs.Reading reading = all.reading()) {
            for (int from = next.getAndAdd(BLOBS_AT_ONCE);
                    from < blobs.size();
                    from = next.getAndAdd(BLOBS_AT_ONCE)) {
                int to = Math.min(from + BLOBS_AT_ONCE, blobs.size());
                for (String blob : blobs.subList(from, to)) {
                    byte[] content = reading.read(blob);
                    read += content.length;
                    seen += workbench.scan(content).size();
                }
            }
        }
        found.addAndGet(seen);
        return read;
    }

    int blobs() {
        return blobs.size();
    }

    long bytes() {
        return bytes;
    }
}
