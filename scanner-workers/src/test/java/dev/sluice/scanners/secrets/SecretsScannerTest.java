package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.scanners.secrets.Fixtures.MemoryFile;
import dev.sluice.scanners.secrets.Fixtures.MemoryTree;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretsScannerTest {

    private static final String FIRST = Fixtures.githubToken(1);
    private static final String SECOND = Fixtures.githubToken(2);
    private static final String COMMIT = "c".repeat(40);

    private final SecretsScanner scanner = new SecretsScanner(SecretRules.bundled(), Fixtures.KEY);

    @Test
    void describesASecretInTheHead() throws InterruptedException {
        Tree head = new MemoryTree("head", new MemoryFile("ci/env", "a: 1\ntoken: " + FIRST));

        Finding finding = scan(head, null).head().getFirst();

        assertThat(finding.scanner()).isEqualTo("secrets");
        assertThat(finding.ruleId()).isEqualTo("github-personal-access-token");
        assertThat(finding.level()).isEqualTo(Level.ERROR);
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.message()).isEqualTo("GitHub personal access token");
        assertThat(finding.location()).isEqualTo(new Location("ci/env", 2, 8, null));
        assertThat(finding.cwes()).containsExactly("CWE-798");
        assertThat(finding.fix().remediation()).startsWith("Delete the token");
        assertThat(finding.secret().issuer()).isEqualTo("GitHub");
        assertThat(finding.secret().preview()).isEqualTo("ghp_****");
        assertThat(finding.secret().hash()).matches("[0-9a-f]{64}");
        assertThat(finding.fingerprints()).containsOnlyKeys("secret/v1");
    }

    @Test
    void keepsTheFingerprintOfASecretThatMoves() throws InterruptedException {
        var before = new MemoryTree("base", new MemoryFile("a.txt", FIRST));
        var after = new MemoryTree("head", new MemoryFile("b/c.yaml", "x: 1\ny: " + FIRST));

        ScanOutcome.Completed outcome = scan(after, before);

        assertThat(outcome.head().getFirst().fingerprint())
                .isEqualTo(outcome.baseline().getFirst().fingerprint());
    }

    @Test
    void givesOtherSecretsAndOtherKeysOtherFingerprints() throws InterruptedException {
        var head = new MemoryTree("head", new MemoryFile("a", FIRST + "\n" + SECOND));
        var otherKey =
                new SecretsScanner(
                        SecretRules.bundled(), FingerprintKey.of(Fixtures.filled((byte) 8)));

        List<Finding> findings = scan(head, null).head();
        List<Finding> others = completed(otherKey, new ScanInput(head, null, List.of())).head();

        assertThat(
                        List.of(
                                findings.get(0).fingerprint(),
                                findings.get(1).fingerprint(),
                                others.get(0).fingerprint(),
                                others.get(1).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void reportsASecretOnceAndCountsItsCopies() throws InterruptedException {
        var head =
                new MemoryTree(
                        "head",
                        new MemoryFile("b", FIRST + " " + FIRST),
                        new MemoryFile("a", "x\n" + FIRST));

        List<Finding> findings = scan(head, null).head();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().location()).isEqualTo(new Location("a", 2, 1, null));
        assertThat(findings.getFirst().message())
                .isEqualTo("GitHub personal access token (and in 2 other places)");
    }

    @Test
    void findsASecretThatIsOnlyInHistory() throws InterruptedException {
        var clean = new MemoryTree("head", new MemoryFile("a", "nothing"));
        var commit = new RangeCommit(COMMIT, "Add it", List.of(new MemoryFile("a", "\n" + FIRST)));

        List<Finding> findings =
                completed(scanner, new ScanInput(clean, clean, List.of(commit))).head();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().location()).isEqualTo(new Location("a", 2, 1, COMMIT));
        assertThat(findings.getFirst().message())
                .isEqualTo(
                        "GitHub personal access token, only in history: in commit cccccccccc, not in"
                                + " the head");
    }

    @Test
    void locatesASecretOfTheHeadInTheHeadAlthoughACommitHasItToo() throws InterruptedException {
        var head = new MemoryTree("head", new MemoryFile("b", FIRST));
        var commit = new RangeCommit(COMMIT, "Add it", List.of(new MemoryFile("a", FIRST + "\n")));

        List<Finding> findings =
                completed(scanner, new ScanInput(head, null, List.of(commit))).head();

        assertThat(findings)
                .extracting(Finding::location)
                .containsExactly(new Location("b", 1, 1, null));
    }

    @Test
    void doesNotBlameACommitForASecretOfTheBaseline() throws InterruptedException {
        var baseline = new MemoryTree("base", new MemoryFile("a", FIRST));
        var head = new MemoryTree("head", new MemoryFile("a", ""));
        var commit = new RangeCommit(COMMIT, "Edit", List.of(new MemoryFile("a", FIRST + "\n")));

        ScanOutcome.Completed outcome =
                completed(scanner, new ScanInput(head, baseline, List.of(commit)));

        assertThat(outcome.head()).isEmpty();
        assertThat(outcome.baseline()).hasSize(1);
    }

    @Test
    void findsASecretInACommitMessage() throws InterruptedException {
        var clean = new MemoryTree("head", new MemoryFile("a", "nothing"));
        var commit = new RangeCommit(COMMIT, "Fix login\n\nuse " + FIRST + "\n", List.of());

        List<Finding> findings =
                completed(scanner, new ScanInput(clean, null, List.of(commit))).head();

        assertThat(findings)
                .extracting(Finding::location)
                .containsExactly(new Location("COMMIT_MSG", 3, 5, COMMIT));
        assertThat(findings.getFirst().message())
                .isEqualTo("GitHub personal access token, in the message of commit cccccccccc");
    }

    @Test
    void looksAtEachContentOnce() throws InterruptedException {
        var file = new MemoryFile("a", FIRST);
        var commit = new RangeCommit(COMMIT, "Add it", List.of(file));
        var tree = new MemoryTree("head", file);

        completed(scanner, new ScanInput(tree, tree, List.of(commit)));
        completed(scanner, new ScanInput(tree, tree, List.of(commit)));

        assertThat(file.reads()).hasValue(1);
    }

    @Test
    void forgetsContentsBeyondItsMemory() throws InterruptedException {
        var forgetful =
                new SecretsScanner(
                        SecretRules.bundled(), Fixtures.KEY, new ScanLimits(100, 10, 10, 1, 3, 3));
        var file = new MemoryFile("a", FIRST);
        var tree = new MemoryTree("head", file, new MemoryFile("b", "other"));

        completed(forgetful, new ScanInput(tree, null, List.of()));
        completed(forgetful, new ScanInput(tree, null, List.of()));

        assertThat(file.reads()).hasValue(2);
    }

    @Test
    void findsTheSameInAnyOrderOfFiles() throws InterruptedException {
        var files = new ArrayList<TreeFile>();
        List<byte[]> contents = SeededFiles.of(SecretRules.bundled(), 21, 30);
        for (int i = 0; i < contents.size(); i++) {
            files.add(new MemoryFile("f" + i, new String(contents.get(i), StandardCharsets.UTF_8)));
        }
        ScanOutcome.Completed expected = scan(new MemoryTree("head", List.copyOf(files)), null);

        for (long seed = 0; seed < 5; seed++) {
            Collections.shuffle(files, new Random(seed));
            assertThat(scan(new MemoryTree("head", List.copyOf(files)), null)).isEqualTo(expected);
        }
        assertThat(expected.head()).hasSizeGreaterThan(50);
    }

    @Test
    void reportsWhatItDidNotLookInto() throws InterruptedException {
        var small =
                new SecretsScanner(
                        SecretRules.bundled(), Fixtures.KEY, new ScanLimits(250, 2, 10, 10, 3, 3));
        String pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:"
                        + "0".repeat(64)
                        + "\nsize 5\n";
        String tokens = FIRST + "\n" + SECOND + "\n" + Fixtures.githubToken(3) + "\n";
        var head =
                new MemoryTree(
                        "head",
                        new MemoryFile("exactly", " ".repeat(250)),
                        new MemoryFile("large", " ".repeat(251)),
                        new MemoryFile("copy-of-large", " ".repeat(251)),
                        new MemoryFile("a.jar", "PK\003\004..."),
                        new MemoryFile("model.bin", pointer),
                        new MemoryFile("tokens", tokens));
        var commit =
                new RangeCommit(COMMIT, "x", List.of(new MemoryFile("large", "\n".repeat(300))));

        ScanOutcome.Completed outcome =
                completed(small, new ScanInput(head, null, List.of(commit)));

        assertThat(outcome.head()).hasSize(2);
        assertThat(outcome.coverage().filesRead()).isEqualTo(4);
        assertThat(outcome.coverage().bytesRead())
                .isEqualTo(250 + 7 + pointer.length() + tokens.length());
        assertThat(outcome.coverage().gaps())
                .containsExactly(
                        new Gap(GapKind.SIZE, "files larger than 250 bytes", 3),
                        new Gap(GapKind.ARCHIVE, "archives that were not opened", 1),
                        new Gap(GapKind.LFS, "Git LFS pointers, whose content is elsewhere", 1),
                        new Gap(
                                GapKind.LIMIT,
                                "secrets that are not listed; 2 a file and 10 a scan are",
                                1));
    }

    @Test
    void listsNoMoreSecretsThanAScanMay() throws InterruptedException {
        var small =
                new SecretsScanner(
                        SecretRules.bundled(), Fixtures.KEY, new ScanLimits(250, 9, 2, 9, 3, 3));
        var head =
                new MemoryTree(
                        "head",
                        new MemoryFile("a", FIRST + "\n" + SECOND),
                        new MemoryFile("b", Fixtures.githubToken(3)),
                        new MemoryFile("c", Fixtures.githubToken(4)));

        ScanOutcome.Completed outcome = completed(small, new ScanInput(head, null, List.of()));

        assertThat(outcome.head()).hasSize(2);
        assertThat(outcome.coverage().gaps())
                .containsExactly(
                        new Gap(
                                GapKind.LIMIT,
                                "secrets that are not listed; 9 a file and 2 a scan are",
                                2));
    }

    @Test
    void namesTheRuleThatTookTooManySteps() throws InterruptedException {
        SecretRules rules =
                SecretRules.parse(
                        "bait.yaml",
                        RuleReaderTest.rule("'t[a-z]{0,300}[a-z]{0,300}[a-z]{0,300}!'"));
        var head = new MemoryTree("head", new MemoryFile("bait", "token".repeat(2000)));

        ScanOutcome.Completed outcome =
                completed(
                        new SecretsScanner(rules, Fixtures.KEY),
                        new ScanInput(head, null, List.of()));

        assertThat(outcome.coverage().gaps())
                .containsExactly(
                        new Gap(
                                GapKind.LIMIT,
                                "files in which rule a-rule took too many steps",
                                1));
    }

    @Test
    void failsWhenAnObjectIsBroken() throws InterruptedException {
        var head = new MemoryTree("head", List.of(new BrokenFile()));

        assertThat(scanner.scan(new ScanInput(head, null, List.of())))
                .isEqualTo(
                        new ScanOutcome.Failed(
                                ScanFailure.MALFORMED,
                                "object b10b cannot be read from the repository"));
    }

    @Test
    void stopsWhenInterrupted() {
        var head = new MemoryTree("head", new MemoryFile("a", FIRST));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> scanner.scan(new ScanInput(head, null, List.of())))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void digestChangesWithWhateverChangesResults() {
        SecretRules bundled = SecretRules.bundled();
        SecretRules other = SecretRules.parse("x", RuleReaderTest.rule("'token_[0-9]{8}'"));
        var otherLimits = new ScanLimits(1, 1, 1, 1, 3, 3);
        FingerprintKey otherKey = FingerprintKey.of(Fixtures.filled((byte) 8));

        assertThat(new SecretsScanner(bundled, Fixtures.KEY).ruleDigest())
                .isEqualTo(scanner.ruleDigest())
                .isNotEqualTo(new SecretsScanner(bundled, otherKey).ruleDigest())
                .isNotEqualTo(new SecretsScanner(other, Fixtures.KEY).ruleDigest())
                .isNotEqualTo(new SecretsScanner(bundled, Fixtures.KEY, otherLimits).ruleDigest());
        assertThat(scanner.snapshotDigest()).isEmpty();
    }

    private ScanOutcome.Completed scan(Tree head, @Nullable Tree baseline)
            throws InterruptedException {
        return completed(scanner, new ScanInput(head, baseline, List.of()));
    }

    private static ScanOutcome.Completed completed(SecretsScanner scanner, ScanInput input)
            throws InterruptedException {
        return (ScanOutcome.Completed) scanner.scan(input);
    }

    private record BrokenFile() implements TreeFile {

        @Override
        public String path() {
            return "broken";
        }

        @Override
        public String blob() {
            return "b10b";
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public byte[] read(int limit) throws IOException {
            throw new IOException("zlib: invalid stored block lengths near " + FIRST);
        }
    }
}
