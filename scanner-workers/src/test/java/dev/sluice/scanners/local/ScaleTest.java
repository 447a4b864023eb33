package dev.sluice.scanners.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Fact;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.scanners.fixture.LargeRepository;
import dev.sluice.scanners.secrets.FingerprintKey;
import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.SecretsScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans repositories that are far larger than the memory it has, in a process of its own.
 *
 * <p>{@code -Dsluice.scale=true} takes 2 GB of history in 40,000 blobs, a blob of 5 GB and a
 * million files, with a heap of 512 MB; that needs 4 GB of disk and some minutes.
 */
@Timeout(3600)
class ScaleTest {

    private static final boolean FULL = Boolean.getBoolean("sluice.scale");
    private static final int HEAP = FULL ? 512 : 96;

    @TempDir Path directory;

    @Test
    void readsMoreHistoryThanItHasMemory() throws Exception {
        var size =
                FULL
                        ? new LargeRepository.Size(2_000, 20, 50_000)
                        : new LargeRepository.Size(50, 20, 50_000);
        Path repository = LargeRepository.ofHistory(directory.resolve("history.git"), size);

        assertThat(scan(repository, "refs/heads/base"))
                .as("every version was looked at")
                .contains("completed files=20 ")
                .contains("gaps=[]");
    }

    @Test
    void passesOverAFileThatIsLargerThanItsMemory() throws Exception {
        long bytes = FULL ? 5L << 30 : 150L << 20;
        Path repository = LargeRepository.ofOneFile(directory.resolve("file.git"), bytes);

        assertThat(scan(repository, "")).contains("completed files=1 ").contains("gaps=[SIZE 1]");
    }

    @Test
    void takesTreesOfMoreFilesThanUsual() throws Exception {
        int files = FULL ? 900_000 : 5_000;
        Path repository = LargeRepository.ofFiles(directory.resolve("files.git"), files);

        assertThat(scan(repository, "")).contains("completed files=" + files + " ");
    }

    /** A million entries are let through before the limit: too much for the small form. */
    @Test
    @EnabledIfSystemProperty(named = "sluice.scale", matches = "true")
    void endsAtATreeThatReachesItself() throws Exception {
        Path repository = LargeRepository.ofBomb(directory.resolve("bomb.git"));

        assertThat(scan(repository, "")).contains("failed").contains("(limit tree-entries)");
    }

    private static String scan(Path repository, String base)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + HEAP + "m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Scan.class.getName(),
                                repository.toString(),
                                base)
                        .redirectErrorStream(true)
                        .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        System.out.println(repository.getFileName() + ": " + told.strip());
        return told;
    }

    /** Scans a repository for secrets and tells what came of it and what it took. */
    static final class Scan {

        private Scan() {}

        public static void main(String[] arguments) throws Exception {
            long start = System.nanoTime();
            var scanner =
                    new SecretsScanner(
                            SecretRules.bundled(),
                            FingerprintKey.of(new byte[FingerprintKey.MIN_BYTES]));
            List<Fact> facts = new ArrayList<>();
            try (var repository = LocalRepository.open(Path.of(arguments[0]))) {
                repository.scan(
                        arguments[1].isEmpty() ? null : arguments[1],
                        "HEAD",
                        List.of(scanner),
                        facts::add);
            }
            System.out.printf(
                    "%s in %d ms, heap of %d MB at most%n",
                    tell(facts.getLast()), (System.nanoTime() - start) / 1_000_000, peak() >> 20);
        }

        private static String tell(Fact fact) {
            return switch (fact) {
                case ScanCompleted done ->
                        "completed files=%d gaps=%s"
                                .formatted(
                                        done.coverage().filesRead(),
                                        done.coverage().gaps().stream().map(Scan::gap).toList());
                case ScanFailed failed -> "failed: " + failed.message();
                case Fact other -> other.toString();
            };
        }

        private static String gap(Gap gap) {
            GapKind kind = gap.kind();
            return kind + " " + gap.count();
        }

        private static long peak() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage)
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
        }
    }
}
