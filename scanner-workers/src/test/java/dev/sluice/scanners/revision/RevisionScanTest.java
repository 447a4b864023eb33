package dev.sluice.scanners.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Coverage;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Service;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Tool;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RevisionScanTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final Scanner WORDS = new WordScanner("words", "bad");

    @TempDir Path directory;

    private GitRepository git;

    @BeforeEach
    void create() {
        git = GitRepository.create(directory.resolve("repository.git"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void describesAProposalAgainstItsMergeBase() throws Exception {
        String base = git.commit(Files.of("a", "1"));
        String target = git.commit(Files.of("a", "1").and("later", "2"), base);
        String head = git.commit(Files.of("a", "2"), base);

        var described = described(scan(head, new BaselineRule.MergeBase(target), target));

        assertThat(described.baselineSha()).isEqualTo(base);
        assertThat(described.commits()).isEqualTo(1);
        assertThat(described.changedFiles()).hasSize(1);
        assertThat(described.truncated()).isFalse();
        assertThat(described.patchId()).isNotNull();
        assertThat(described.plan()).containsExactly("words");
    }

    @Test
    void comparesAPushWithTheHeadBefore() throws Exception {
        String before = git.commit(Files.of("old", "bad"));
        String head = git.commit(Files.of("old", "bad").and("new", "bad"), before);

        List<Fact> facts = scan(head, new BaselineRule.Previous(before), head);

        assertThat(described(facts).baselineSha()).isEqualTo(before);
        assertThat(findings(facts))
                .containsExactly(
                        tuple("new", BaselineState.NEW), tuple("old", BaselineState.UNCHANGED));
    }

    @Test
    void countsEverythingAsNewWhereTheHeadBeforeIsNotKnown() throws Exception {
        String head = git.commit(Files.of("old", "bad"));

        for (String previous : new String[] {null, "c".repeat(40)}) {
            List<Fact> facts = scan(head, new BaselineRule.Previous(previous), head);

            assertThat(described(facts).baselineSha()).isNull();
            assertThat(findings(facts)).containsExactly(tuple("old", BaselineState.NEW));
        }
    }

    @Test
    void looksAtAllHistoryOfAProposalThatIsUnrelated() throws Exception {
        String target = git.commit(Files.of("a", "1"));
        String leaking = git.commit(Files.of("b", "bad"));
        String head = git.commit(Files.of("b", "good"), leaking);

        List<Fact> facts = scan(head, new BaselineRule.MergeBase(target), target);

        assertThat(described(facts).baselineSha()).isNull();
        assertThat(described(facts).commits()).isEqualTo(2);
        assertThat(findings(facts)).containsExactly(tuple("b", BaselineState.NEW));
    }

    @Test
    void readsConfigurationFromTheTargetAndNotFromTheHead() throws Exception {
        String target =
                git.commit(
                        Files.of(".sluice/policy.yaml", "version: 1\n")
                                .and(".sluice/ignore", "docs/\n")
                                .and("docs/a", "bad"));
        String head =
                git.commit(
                        Files.of(".sluice/policy.yaml", "version: 2\n")
                                .and(".sluice/ignore", "*\n")
                                .and("docs/a", "bad")
                                .and("docs/b", "bad")
                                .and("src", "bad"),
                        target);

        List<Fact> facts = scan(head, new BaselineRule.MergeBase(target), target);

        var configuration = described(facts).configuration();
        assertThat(configuration.policy()).isEqualTo("version: 1\n");
        assertThat(configuration.sha()).isEqualTo(target);
        assertThat(findings(facts)).containsExactly(tuple("src", BaselineState.NEW));
        assertThat(completed(facts).coverage().gaps())
                .extracting("kind", "count")
                .containsExactly(tuple(GapKind.IGNORED, 2L));
    }

    @Test
    void givesDifferentConfigurationADifferentDigest() throws Exception {
        String none = git.commit(Files.of("a", "1"));
        String empty = git.commit(Files.of(".sluice/policy.yaml", ""));
        String policy = git.commit(Files.of(".sluice/policy.yaml", "docs/\n"));
        String ignore = git.commit(Files.of(".sluice/ignore", "docs/\n"));

        var digests = new ArrayList<String>();
        for (String sha : List.of(none, empty, policy, ignore)) {
            digests.add(
                    described(scan(sha, new BaselineRule.None(), sha)).configuration().digest());
        }

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void failsToDescribeAPolicyThatIsTooLargeOrNoText() throws Exception {
        assertMalformed(
                Files.of(".sluice/policy.yaml", "#".repeat(256 * 1024 + 1)),
                ".sluice/policy.yaml is larger than 262144 bytes");
        assertMalformed(
                Files.of(".sluice/policy.yaml", "a: \0"),
                ".sluice/policy.yaml is not text in UTF-8");
    }

    @Test
    void saysNothingOfWhatIsInAPolicyThatCannotBeRead() throws Exception {
        for (String policy :
                List.of("hidden\n".repeat(50_000), "hidden\n\u0007", "hidden\n\u0000\n")) {
            List<Fact> facts = whole(Files.of(".sluice/policy.yaml", policy));

            assertThat(failed(facts, ChangeDescribed.STEP).message())
                    .hasLineCount(1)
                    .doesNotContain("hidden");
        }
    }

    @Test
    void takesAPolicyThatIsJustSmallEnough() throws Exception {
        String head = git.commit(Files.of(".sluice/policy.yaml", "\"".repeat(256 * 1024)));

        var described = described(scan(head, new BaselineRule.None(), head));

        assertThat(Json.mapper().writeValueAsBytes(described).length)
                .isLessThan(EventWriter.MAX_RECORD_BYTES);
    }

    @Test
    void namesAsManyFilesAsAnEventHolds() throws Exception {
        var many = new Files();
        IntStream.range(0, 5001).forEach(i -> many.and("f" + i, ""));
        var wide = new Files();
        IntStream.range(0, 4000).forEach(i -> wide.and("d".repeat(250) + "/" + i, ""));

        var described = described(whole(many));
        assertThat(described.changedFiles()).hasSize(ChangeDescribed.MAX_FILES);
        assertThat(described.truncated()).isTrue();

        described = described(whole(wide));
        assertThat(described.changedFiles()).hasSizeBetween(2000, 3999);
        assertThat(described.truncated()).isTrue();
        assertThat(Json.mapper().writeValueAsBytes(described).length)
                .isLessThan(EventWriter.MAX_RECORD_BYTES);
    }

    @Test
    void takesPathsAsTheyCome() throws Exception {
        List<Fact> facts =
                whole(
                        Files.of(" ", "bad")
                                .and("-rf", "bad")
                                .and("line\nbreak", "bad")
                                .and("NFC \u00e9", "bad")
                                .and("NFD e\u0301", "bad")
                                .and("\u202etxt", "bad"));

        assertThat(described(facts).changedFiles()).hasSize(6);
        assertThat(findings(facts)).hasSize(6);
    }

    @Test
    void reportsFindingsInPartsAndTheirSum() throws Exception {
        var files = new Files();
        IntStream.range(0, 501).forEach(i -> files.and("f" + i, "bad"));

        List<Fact> facts = whole(files);

        assertThat(facts)
                .extracting(Fact::getClass)
                .containsExactly(
                        ChangeDescribed.class,
                        ScanReported.class,
                        ScanReported.class,
                        ScanCompleted.class);
        var first = (ScanReported) facts.get(1);
        var second = (ScanReported) facts.get(2);
        assertThat(first.findings()).hasSize(500);
        assertThat(second.part()).isEqualTo(2);
        var all = new ArrayList<>(first.findings());
        all.addAll(second.findings());
        assertThat(completed(facts).findings()).isEqualTo(501);
        assertThat(completed(facts).parts()).isEqualTo(2);
        assertThat(completed(facts).digest()).isEqualTo(FindingsDigest.of(all));
    }

    @Test
    void splitsLargeFindingsBeforeTheyOutgrowAnEvent() throws Exception {
        String path = "p".repeat(240);
        var files = new Files();
        for (int i = 0; i < 40; i++) {
            files.and((path + "/").repeat(15) + i, "bad");
        }
        var noisy = new WordScanner("n".repeat(20_000), "bad");
        String head = git.commit(files);

        List<Fact> facts = scan(head, new BaselineRule.None(), head, noisy);

        assertThat(completed(facts).findings()).isEqualTo(40);
        assertThat(completed(facts).parts()).isGreaterThan(1);
        for (Fact fact : facts) {
            assertThat(Json.mapper().writeValueAsBytes(fact).length)
                    .isLessThan(EventWriter.MAX_RECORD_BYTES);
        }
    }

    @Test
    void fitsIntoAnEventHoweverMuchWasNotChecked() throws Exception {
        List<Gap> gaps =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> new Gap(GapKind.ENCODING, "\u4e00".repeat(4_000) + i, 1))
                        .toList();
        String head = git.commit(Files.of("a", "1"));

        List<Fact> facts =
                scan(
                        head,
                        new BaselineRule.None(),
                        head,
                        scanner("misses", _ -> nothing("misses", gaps)));

        ProducerRecord<String, byte[]> record =
                EventWriter.record(
                        new Event<>(
                                new UUID(0, 2),
                                Service.SCANNER_WORKERS,
                                Instant.EPOCH,
                                new UUID(0, 1),
                                null,
                                null,
                                completed(facts)));
        assertThat(record.value().length).isLessThan(EventWriter.MAX_RECORD_BYTES);
        List<Gap> told = completed(facts).coverage().gaps();
        assertThat(told).allMatch(gap -> gap.kind().voidsResult());
        assertThat(told.stream().mapToLong(Gap::count).sum()).isEqualTo(20_000);
    }

    @Test
    void saysTheSameForTheSameInput() throws Exception {
        String base = git.commit(Files.of("old", "bad"));
        String head = git.commit(Files.of("new", "bad"), base);

        assertThat(scan(head, new BaselineRule.MergeBase(base), base))
                .isEqualTo(scan(head, new BaselineRule.MergeBase(base), base));
    }

    @Test
    void letsScannersFailAlone() throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        var never = new CountDownLatch(1);

        List<Fact> facts =
                scan(
                        Duration.ofSeconds(1),
                        head,
                        new BaselineRule.None(),
                        head,
                        scanner(
                                "breaks",
                                _ -> {
                                    throw new IllegalStateException("content: bad");
                                }),
                        scanner(
                                "overflows",
                                _ -> {
                                    throw new StackOverflowError();
                                }),
                        scanner(
                                "hangs",
                                _ -> {
                                    never.await();
                                    throw new IllegalStateException("nobody counts down");
                                }),
                        scanner(
                                "skips",
                                _ ->
                                        new ScanOutcome.Skipped(
                                                SkipReason.NOT_APPLICABLE, "nothing for it")),
                        WORDS);

        assertThat(failed(facts, "breaks").reason()).isEqualTo(ScanFailure.INTERNAL);
        assertThat(failed(facts, "breaks").message())
                .startsWith("unexpected IllegalStateException at ")
                .doesNotContain("content");
        assertThat(failed(facts, "overflows").reason()).isEqualTo(ScanFailure.INTERNAL);
        assertThat(failed(facts, "hangs").reason()).isEqualTo(ScanFailure.TIMEOUT);
        assertThat(failed(facts, "hangs").message()).isEqualTo("did not end within 1 seconds");
        assertThat(facts).filteredOn(ScanSkipped.class::isInstance).hasSize(1);
        assertThat(completed(facts).findings()).isEqualTo(1);
    }

    @Test
    void interruptsAScannerWhoseTimeIsUp() throws Exception {
        String head = git.commit(Files.of("a", "1"));
        var interrupted = new CountDownLatch(1);

        scan(
                Duration.ofMillis(100),
                head,
                new BaselineRule.None(),
                head,
                scanner(
                        "hangs",
                        _ -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                            throw new IllegalStateException("nobody counts down");
                        }));

        interrupted.await();
    }

    @Test
    void countsScannersThatDoNotStopUntilTheyEnd() throws Exception {
        String head = git.commit(Files.of("a", "1"));
        var letGo = new CountDownLatch(1);
        Scanner deaf =
                scanner(
                        "deaf",
                        _ -> {
                            while (letGo.getCount() > 0) {
                                try {
                                    letGo.await();
                                } catch (InterruptedException ignored) {
                                    continue;
                                }
                            }
                            return nothing("deaf");
                        });
        var scan = new RevisionScan(List.of(deaf), Duration.ofMillis(50), clock());
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            scan.run(view, request(head, new BaselineRule.None(), head), _ -> {});
        }
        assertThat(scan.abandoned()).isEqualTo(1);

        letGo.countDown();

        Awaitility.await().atMost(Duration.ofSeconds(600)).until(() -> scan.abandoned() == 0);
    }

    @Test
    void handsOutAFastResultBeforeASlowScannerEnds() throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        var fastIsOut = new CountDownLatch(1);
        Scanner slow =
                scanner(
                        "slow",
                        _ -> {
                            fastIsOut.await();
                            return nothing("slow");
                        });
        var ended = new ArrayList<String>();

        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            new RevisionScan(List.of(slow, WORDS), Duration.ofSeconds(20), clock())
                    .run(
                            view,
                            request(head, new BaselineRule.None(), head),
                            fact -> {
                                if (fact instanceof ScanCompleted completed) {
                                    ended.add(completed.scanner());
                                    fastIsOut.countDown();
                                }
                            });
        }

        assertThat(ended).containsExactly("words", "slow");
    }

    @Test
    void endsWhatStillRunsWhenItIsHalted() throws Exception {
        List<Fact> facts = halted(new Halt.TimedOut(Duration.ofSeconds(7)));

        assertThat(failed(facts, "slow").reason()).isEqualTo(ScanFailure.TIMEOUT);
        assertThat(failed(facts, "slow").message())
                .isEqualTo("all of it together did not end within 7 seconds");
        assertThat(completed(facts).scanner()).isEqualTo("words");
    }

    @Test
    void tellsNothingMoreOfWhatIsHandedBack() {
        assertThatThrownBy(() -> halted(new Halt.HandedBack()))
                .isInstanceOf(InterruptedException.class);
    }

    /** Two scanners, of which one ends and one is halted. */
    private List<Fact> halted(Halt halt) throws Exception {
        String head = git.commit(Files.of("a", "bad"));
        Scanner slow =
                scanner(
                        "slow",
                        _ -> {
                            new CountDownLatch(1).await();
                            return nothing("slow");
                        });
        var course = new Course();
        var facts = new ArrayList<Fact>();
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            var scan = new RevisionScan(List.of(slow, WORDS), Duration.ofMinutes(10), clock());
            course.walk(() -> {
                try {
                    scan.run(
                            view,
                            request(head, new BaselineRule.None(), head),
                            fact ->
                                    course.tell(() -> {
                                        facts.add(fact);
                                        if (fact instanceof ScanCompleted) {
                                            course.halt(halt);
                                        }
                                    }),
                            course);
                } catch (BrokenRepositoryException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return facts;
    }

    @Test
    void stopsWhenNobodyTakesTheFacts() throws Exception {
        String head = git.commit(Files.of("a", "bad"));

        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            var scan = new RevisionScan(List.of(WORDS), Duration.ofSeconds(20), clock());
            assertThatThrownBy(() ->
                            scan.run(
                                    view,
                                    request(head, new BaselineRule.None(), head),
                                    _ -> {
                                        throw new IllegalStateException("broker is gone");
                                    }))
                    .hasMessage("broker is gone");
        }
    }

    @Test
    void givesAScanAnIdOfItsOwnPerRequest() throws Exception {
        String head = git.commit(Files.of("a", "1"));
        var one = new Assignment(new UUID(0, 1), REPOSITORY, revision(head));
        var again = new Assignment(new UUID(0, 2), REPOSITORY, revision(head));

        assertThat(one.scanId("words", "rules", ""))
                .isEqualTo(one.scanId("words", "rules", ""))
                .isNotEqualTo(again.scanId("words", "rules", ""))
                .isNotEqualTo(one.scanId("words", "other rules", ""))
                .isNotEqualTo(one.scanId("words", "rules", "snapshot"));
    }

    private interface Work {
        ScanOutcome on(ScanInput input) throws InterruptedException;
    }

    private static Scanner scanner(String name, Work work) {
        return new Scanner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String ruleDigest() {
                return "rules";
            }

            @Override
            public String snapshotDigest() {
                return "";
            }

            @Override
            public ScanOutcome scan(ScanInput input) throws InterruptedException {
                return work.on(input);
            }
        };
    }

    private static ScanOutcome nothing(String name) {
        return nothing(name, List.of());
    }

    private static ScanOutcome nothing(String name, List<Gap> gaps) {
        return new ScanOutcome.Completed(
                new Tool(name, "1", "0".repeat(64)),
                List.of(),
                List.of(),
                new Coverage(0, 0, gaps),
                null,
                null);
    }

    private void assertMalformed(Files files, String message) throws Exception {
        List<Fact> facts = whole(files);

        assertThat(facts).hasSize(1);
        assertThat(failed(facts, ChangeDescribed.STEP).reason()).isEqualTo(ScanFailure.MALFORMED);
        assertThat(failed(facts, ChangeDescribed.STEP).message()).isEqualTo(message);
    }

    private List<Fact> whole(Files files) throws Exception {
        String head = git.commit(files);
        return scan(head, new BaselineRule.None(), head);
    }

    private List<Fact> scan(String head, BaselineRule rule, String trusted) throws Exception {
        return scan(head, rule, trusted, WORDS);
    }

    private List<Fact> scan(String head, BaselineRule rule, String trusted, Scanner... scanners)
            throws Exception {
        return scan(Duration.ofSeconds(20), head, rule, trusted, scanners);
    }

    private List<Fact> scan(
            Duration limit, String head, BaselineRule rule, String trusted, Scanner... scanners)
            throws Exception {
        var facts = new ArrayList<Fact>();
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            new RevisionScan(List.of(scanners), limit, clock())
                    .run(view, request(head, rule, trusted), facts::add);
        }
        return facts;
    }

    private static ScanRequest request(String head, BaselineRule rule, String trusted) {
        return new ScanRequest(
                new Assignment(new UUID(0, 1), REPOSITORY, revision(head)),
                rule,
                Trust.TRUSTED,
                "main",
                trusted);
    }

    private static Revision revision(String head) {
        return Revision.of(ChangeId.proposed(REPOSITORY, 3), head, "main");
    }

    private static Clock clock() {
        return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }

    private static ChangeDescribed described(List<Fact> facts) {
        return (ChangeDescribed) facts.getFirst();
    }

    private static ScanCompleted completed(List<Fact> facts) {
        return facts.stream()
                .filter(ScanCompleted.class::isInstance)
                .map(ScanCompleted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ScanFailed failed(List<Fact> facts, String scanner) {
        return facts.stream()
                .filter(ScanFailed.class::isInstance)
                .map(ScanFailed.class::cast)
                .filter(failed -> ((ScanFact) failed).scanner().equals(scanner))
                .findFirst()
                .orElseThrow();
    }

    private static List<Tuple> findings(List<Fact> facts) {
        return facts.stream()
                .filter(ScanReported.class::isInstance)
                .map(ScanReported.class::cast)
                .map(ScanReported::findings)
                .flatMap(List::stream)
                .map(finding -> tuple(finding.location().path(), finding.baselineState()))
                .toList();
    }
}
