package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.standalone.cli.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What is found, against what every rule over the whole content finds, for several numbers of
 * threads. Where something is missing, or too much, there is no result.
 */
final class Agreement {

    static final List<Integer> THREADS = List.of(1, 2, 32);

    private final Workbench workbench;
    private final List<byte[]> contents;
    private final long bytes;
    private long found;

    /** The first contents, up to so many bytes. */
    Agreement(Workbench workbench, List<byte[]> contents, long limit) {
        this.workbench = workbench;
        var some = new ArrayList<byte[]>();
        long sum = 0;
        for (byte[] content : contents) {
            if (sum < limit) {
                some.add(content);
                sum += content.length;
            }
        }
        this.contents = some;
        this.bytes = sum;
    }

    /** Compares; throws when there is a difference. */
    void require(Progress progress) throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        List<List<Workbench.Seen>> expected =
                all(processors, workbench::everyRule, progress, "every rule over every byte");
        found = expected.stream().mapToLong(List::size).sum();
        for (int threads : THREADS) {
            compare(
                    expected,
                    all(threads, workbench::scan, progress, "the engine on " + threads),
                    threads);
        }
        if (found == 0) {
            throw Refusal.internal(
                    "no result: the files hold no secret, so there is nothing to compare");
        }
    }

    private List<List<Workbench.Seen>> all(
            int threads, Function<byte[], List<Workbench.Seen>> way, Progress progress, String what)
            throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            var tasks = new ArrayList<Future<List<Workbench.Seen>>>();
            for (byte[] content : contents) {
                Callable<List<Workbench.Seen>> task = () -> way.apply(content);
                tasks.add(pool.submit(task));
            }
            var results = new ArrayList<List<Workbench.Seen>>();
            for (var task : tasks) {
                results.add(task.get());
                progress.show(what, results.size(), tasks.size());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void compare(
            List<List<Workbench.Seen>> expected, List<List<Workbench.Seen>> actual, int threads) {
        long missing = 0;
        long more = 0;
        for (int i = 0; i < expected.size(); i++) {
            missing += without(expected.get(i), actual.get(i));
            more += without(actual.get(i), expected.get(i));
        }
        if (missing + more > 0) {
            throw Refusal.internal(
                    "no result: on %d threads %d secrets are missing and %d are too many"
                            .formatted(threads, missing, more));
        }
    }

    private static int without(List<Workbench.Seen> some, List<Workbench.Seen> others) {
        var rest = new HashSet<>(some);
        others.forEach(rest::remove);
        return rest.size();
    }

    long found() {
        return found;
    }

    int files() {
        return contents.size();
    }

    long bytes() {
        return bytes;
    }
}
