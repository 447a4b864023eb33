package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Finding;
import dev.sluice.events.Location;
import dev.sluice.scanners.secrets.Fixtures.MemoryFile;
import dev.sluice.scanners.secrets.Fixtures.MemoryTree;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in the names of files, and what a scanner remembers from the one before. */
class NamesAndStoreTest {

    private static final String TOKEN = Fixtures.githubToken(1);
    private static final String COMMIT = "c".repeat(40);

    @TempDir private Path results;

    @Test
    void findsASecretInTheNameOfAFileAndDoesNotRepeatIt() throws InterruptedException {
        var head =
                new MemoryTree(
                        "head",
                        new MemoryFile(
                                "backup/" + TOKEN + ".txt", "x\n" + Fixtures.githubToken(2)));

        List<Finding> findings = scan(head, List.of()).head();

        assertThat(findings)
                .extracting(Finding::location)
                .containsExactly(
                        new Location("backup/****.txt", 0, 0, null),
                        new Location("backup/****.txt", 2, 1, null));
        assertThat(findings.getFirst().message())
                .isEqualTo("GitHub personal access token, in the name of the file");
        assertThat(findings.toString()).doesNotContain(TOKEN);
    }

    @Test
    void findsAnEncodedSecretInANameOfACommit() throws InterruptedException {
        String encoded =
                Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.US_ASCII));
        var commit = new RangeCommit(COMMIT, "x", List.of(new MemoryFile("a/" + encoded, "")));

        List<Finding> findings = scan(new MemoryTree("head"), List.of(commit)).head();

        assertThat(findings)
                .extracting(Finding::location)
                .containsExactly(new Location("****", 0, 0, COMMIT));
    }

    @Test
    void aSecondPushReadsNothingButWhatItChanged() throws InterruptedException {
        var files = new ArrayList<MemoryFile>();
        for (int i = 0; i < 200; i++) {
            files.add(new MemoryFile("f" + i, i % 50 == 0 ? Fixtures.githubToken(i) : "text " + i));
        }
        ScanOutcome.Completed first = scan(tree(files), List.of());
        assertThat(reads(files)).isEqualTo(200);

        files.set(7, new MemoryFile("f7", "changed"));
        files.forEach(file -> file.reads().set(0));
        ScanOutcome.Completed second = scan(tree(files), List.of());

        assertThat(reads(files)).isEqualTo(1);
        assertThat(second.head()).isEqualTo(first.head()).hasSize(4);
    }

    @Test
    void anotherKeyReadsEverythingAgain() throws InterruptedException {
        var file = new MemoryFile("a", TOKEN);
        scan(tree(List.of(file)), List.of());

        new SecretsScanner(
                        SecretRules.bundled(),
                        FingerprintKey.of(Fixtures.filled((byte) 9)),
                        results)
                .scan(new ScanInput(tree(List.of(file)), null, List.of()));

        assertThat(file.reads()).hasValue(2);
    }

    /** Each time a scanner of its own, as after a restart. */
    private ScanOutcome.Completed scan(MemoryTree head, List<RangeCommit> commits)
            throws InterruptedException {
        var scanner = new SecretsScanner(SecretRules.bundled(), Fixtures.KEY, results);
        return (ScanOutcome.Completed) scanner.scan(new ScanInput(head, null, commits));
    }

    private static MemoryTree tree(List<MemoryFile> files) {
        return new MemoryTree("head", files.stream().map(TreeFile.class::cast).toList());
    }

    private static int reads(List<MemoryFile> files) {
        return files.stream().mapToInt(file -> file.reads().get()).sum();
    }
}
