package dev.sluice.scanners.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.revision.Assignment;
import dev.sluice.scanners.revision.BaselineRule;
import dev.sluice.scanners.revision.RevisionScan;
import dev.sluice.scanners.revision.ScanRequest;
import dev.sluice.scanners.secrets.FingerprintKey;
import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.SecretsScanner;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class RememberingScannerTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    private GitRepository git;
    private ResultStore results;

    @BeforeEach
    void create() {
        git = GitRepository.create(directory.resolve("repository.git"));
        results = new ResultStore(directory.resolve("results"), 10_000_000, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void scansAnEqualTreeOfAnotherCommitOnlyOnce() throws Exception {
        String first = git.commit("one", Files.of("a", "bad"));
        String rebased = git.commit("two", Files.of("a", "bad"));
        var counting = new Counting(new WordScanner("words", "bad"));

        scan(counting, first, new BaselineRule.None());
        scan(counting, rebased, new BaselineRule.None());

        assertThat(counting.trees).isEqualTo(1);
    }

    @Test
    void scansOnlyTheHeadOfASecondPush() throws Exception {
        String first = git.commit(Files.of("a", "bad"));
        String second = git.commit(Files.of("a", "bad").and("b", "good"), first);
        var counting = new Counting(new WordScanner("words", "bad"));
        scan(counting, first, new BaselineRule.None());

        scan(counting, second, new BaselineRule.Previous(first));

        assertThat(counting.trees).isEqualTo(2);
    }

    @Test
    void scansNothingAgainWhereWhatChangedIsNoneOfItsConcern() throws Exception {
        String first = git.commit(Files.of("pom.xml", "bad").and("a", "1"));
        String second = git.commit(Files.of("pom.xml", "bad").and("a", "2"), first);
        var counting =
                new Counting(new WordScanner("words", "bad")) {
                    @Override
                    public boolean concerns(TreeFile file) {
                        return file.path().equals("pom.xml");
                    }
                };
        scan(counting, first, new BaselineRule.None());

        scan(counting, second, new BaselineRule.Previous(first));

        assertThat(counting.trees).isEqualTo(1);
    }

    @Test
    void scansAgainUnderOtherRules() throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        scan(new WordScanner("words", "bad"), head, new BaselineRule.None());
        var other = new Counting(new WordScanner("words", "worse"));

        scan(other, head, new BaselineRule.None());

        assertThat(other.trees).isEqualTo(1);
    }

    @Test
    void remembersNothingOfAScanDuringWhichTheRulesChanged() throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        var changing =
                new Counting(new WordScanner("words", "bad")) {
                    @Override
                    public String snapshotDigest() {
                        return "snapshot " + trees;
                    }
                };

        scan(changing, head, new BaselineRule.None());

        assertThat(results.missed()).isEqualTo(1);
        assertThat(directory.resolve("results")).isEmptyDirectory();
    }

    @Test
    void doesNotRememberFailures() throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        var failing =
                new Counting(new WordScanner("words", "bad")) {
                    @Override
                    public ScanOutcome scan(ScanInput input) {
                        trees++;
                        return new ScanOutcome.Failed(ScanFailure.INTERNAL, "broken");
                    }
                };

        scan(failing, head, new BaselineRule.None());
        scan(failing, head, new BaselineRule.None());

        assertThat(failing.trees).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void saysTheSameBytesAsAFreshScan(long seed) throws Exception {
        var random = new Random(seed);
        List<String> commits = history(random, 8);
        Scanner one = secrets();
        Scanner other = secrets();
        for (int i = 0; i < 6; i++) {
            String head = commits.get(random.nextInt(commits.size()));
            var rule =
                    switch (random.nextInt(3)) {
                        case 0 -> new BaselineRule.None();
                        case 1 ->
                                new BaselineRule.Previous(
                                        commits.get(random.nextInt(commits.size())));
                        default ->
                                new BaselineRule.MergeBase(
                                        commits.get(random.nextInt(commits.size())));
                    };

            List<String> fresh = facts(one, head, rule);

            assertThat(scan(other, head, rule)).as("first").isEqualTo(fresh);
            assertThat(scan(other, head, rule)).as("again").isEqualTo(fresh);
        }
        assertThat(results.found()).isPositive();
    }

    /**
     * Secrets come, move, are copied and go, also in merges, and so do files that are too large.
     */
    private List<String> history(Random random, int length) {
        var commits = new ArrayList<String>();
        for (int i = 0; i < length; i++) {
            Files files = Files.of("readme", "text " + random.nextInt(3));
            for (int secret = 0; secret < 4; secret++) {
                if (random.nextBoolean()) {
                    files = files.and("file-" + random.nextInt(3), "key = " + secret(secret));
                }
            }
            if (random.nextInt(3) == 0) {
                files = files.and("archive.zip", "PK\3\4 no archive " + random.nextInt(2));
            }
            String message = random.nextInt(4) == 0 ? "with " + secret(9) : "change " + i;
            commits.add(
                    commits.isEmpty()
                            ? git.commit(message, files)
                            : git.commit(
                                    message, files, commits.get(random.nextInt(commits.size()))));
        }
        return commits;
    }

    private static String secret(int number) {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var random = new Random(number);
        var secret = new StringBuilder("AKIA" + "Q");
        random.ints(15, 0, letters.length()).forEach(i -> secret.append(letters.charAt(i)));
        return secret.toString();
    }

    private static Scanner secrets() {
        return new SecretsScanner(SecretRules.bundled(), FingerprintKey.of(new byte[32]));
    }

    /** Counts the trees that it looks at. */
    private static class Counting implements Scanner {
        private final Scanner scanner;
        int trees;

        Counting(Scanner scanner) {
            this.scanner = scanner;
        }

        @Override
        public String name() {
            return scanner.name();
        }

        @Override
        public String ruleDigest() {
            return scanner.ruleDigest();
        }

        @Override
        public String snapshotDigest() {
            return scanner.snapshotDigest();
        }

        @Override
        public ScanOutcome scan(ScanInput input) throws InterruptedException {
            trees += input.head().files().isEmpty() ? 0 : 1;
            trees += input.baseline() == null ? 0 : 1;
            return scanner.scan(input);
        }
    }

    private List<String> scan(Scanner scanner, String head, BaselineRule rule) throws Exception {
        return facts(new RememberingScanner(scanner, results), head, rule);
    }

    private List<String> facts(Scanner scanner, String head, BaselineRule rule) throws Exception {
        var facts = new ArrayList<Fact>();
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            new RevisionScan(
                            List.of(scanner),
                            Duration.ofMinutes(10),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .run(
                            view,
                            new ScanRequest(
                                    new Assignment(
                                            new UUID(0, 1),
                                            REPOSITORY,
                                            Revision.of(
                                                    ChangeId.proposed(REPOSITORY, 3),
                                                    head,
                                                    "main")),
                                    rule,
                                    Trust.TRUSTED,
                                    "main",
                                    head),
                            facts::add);
        }
        var texts = new ArrayList<String>();
        for (Fact fact : facts) {
            texts.add(Json.mapper().writeValueAsString(fact));
        }
        return texts;
    }
}
