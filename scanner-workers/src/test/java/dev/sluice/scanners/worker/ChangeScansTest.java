package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Service;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.mirror.Mirrors;
import dev.sluice.scanners.revision.Course;
import dev.sluice.scanners.revision.RevisionScan;
import dev.sluice.scanners.spi.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a push to facts, over a mirror that something happens to. */
@Timeout(600)
class ChangeScansTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    private GitRepository origin;
    private GitServer server;
    private Path cache;
    private String before;
    private String head;

    @BeforeEach
    void serve() {
        cache = directory.resolve("cache");
        origin = GitRepository.create(directory.resolve("origin.git"));
        before = origin.commit(Files.of("noise", noise()).and("old", "wicked"));
        head = origin.commit(Files.of("noise", noise()).and("new", "wicked"), before);
        origin.ref("refs/heads/main", head);
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void fetchesOncePerRevisionHoweverManyScannersThereAre() throws Exception {
        Scanner[] scanners =
                IntStream.range(0, 8)
                        .mapToObj(i -> new WordScanner("words-" + i, "wicked"))
                        .toArray(Scanner[]::new);

        List<Fact> facts = scan(scans(scanners), 1);

        assertThat(facts).filteredOn(ScanCompleted.class::isInstance).hasSize(8);
        assertThat(server.requests())
                .containsExactly(
                        "GET /ada/example.git/info/refs",
                        "POST /ada/example.git/git-upload-pack",
                        "POST /ada/example.git/git-upload-pack");
    }

    @Test
    void scansANewCopyWhereAFileOfTheMirrorIsDamaged() throws Exception {
        var scans = scans(new WordScanner("words", "wicked"));
        scan(scans, 1);
        flipBytes(0.5);

        List<Fact> facts = scan(scans, 2);

        assertWhole(facts);
        assertThat(quarantined()).hasSize(1);
        assertThat(scan(scans, 3)).hasSameSizeAs(scan(scans, 4));
    }

    @Test
    void scansANewCopyWhereTheMirrorIsDamagedAnywhere() throws Exception {
        for (int tenth = 0; tenth <= 10; tenth++) {
            cache = directory.resolve("cache-" + tenth);
            var scans = scans(new WordScanner("words", "wicked"));
            scan(scans, 1);
            flipBytes(tenth / 10.0);

            assertWhole(scan(scans, 2));
        }
    }

    @Test
    void failsWhereTheNewCopyIsDamagedToo() throws Exception {
        var scans = scans(new WordScanner("words", "wicked"));
        scan(scans, 1);
        flipBytes(0.5);
        scan(scans, 2);
        flipBytes(0.5);

        List<Fact> facts = scan(scans, 3);

        assertThat(facts)
                .filteredOn(ScanFailed.class::isInstance)
                .singleElement()
                .extracting(fact -> ((ScanFailed) fact).scanner())
                .isEqualTo("words");
        assertThat(quarantined()).as("at most one an hour").hasSize(1);
    }

    @Test
    void namesTheLimitWhereARepositoryIsTooLarge() throws Exception {
        var config = Mirroring.of(cache, server.api()).fetchingAtMost(10_000);

        List<Fact> facts = scan(scans(config, new WordScanner("words", "wicked")), 1);

        assertThat(facts).hasSize(1);
        var failed = (ScanFailed) facts.getFirst();
        assertThat(failed.reason()).isEqualTo(ScanFailure.LIMIT);
        assertThat(failed.message())
                .isEqualTo("the repository has more than 10000 bytes (limit fetch-bytes)");
    }

    private static void assertWhole(List<Fact> facts) {
        assertThat(facts).noneMatch(ScanFailed.class::isInstance);
        assertThat(facts).last().isInstanceOf(ScanCompleted.class);
        assertThat(facts)
                .filteredOn(ScanReported.class::isInstance)
                .singleElement()
                .satisfies(fact ->
                        assertThat(((ScanReported) fact).findings())
                                .extracting(finding -> finding.location().path())
                                .containsExactlyInAnyOrder("new", "old"));
        assertThat(facts).filteredOn(ChangeDescribed.class::isInstance).isNotEmpty();
        assertThat(facts)
                .filteredOn(ScanFact.class::isInstance)
                .extracting(fact -> ((ScanFact) fact).scanner())
                .containsOnly("words");
    }

    /** Six in a row, so that no checksum can be right by chance. */
    private void flipBytes(double where) throws IOException {
        Path pack = packs().getFirst();
        byte[] bytes = java.nio.file.Files.readAllBytes(pack);
        int first = (int) (where * (bytes.length - 6));
        for (int i = first; i < first + 6; i++) {
            bytes[i] ^= 0x55;
        }
        java.nio.file.Files.delete(pack);
        java.nio.file.Files.write(pack, bytes);
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.walk(cache.resolve("mirrors"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }

    private List<Path> quarantined() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(cache.resolve("quarantine"))) {
            return files.toList();
        }
    }

    private List<Fact> scan(ChangeScans scans, long asked) throws InterruptedException {
        Revision revision = Revision.of(ChangeId.pushed(REPOSITORY, "main"), head, "main");
        var pushed = new ChangePushed(revision, REPOSITORY, before, false, new Account(1, "ada"));
        var event =
                new Event<>(
                        new UUID(1, asked),
                        Service.INGEST,
                        Instant.EPOCH,
                        new UUID(2, asked),
                        null,
                        null,
                        pushed);
        List<Fact> facts = new ArrayList<>();
        scans.of(event, facts::add, new Course());
        return facts;
    }

    private ChangeScans scans(Scanner... scanners) {
        return scans(Mirroring.of(cache, server.api()), scanners);
    }

    private static ChangeScans scans(Mirroring config, Scanner... scanners) {
        Clock clock = Clock.systemUTC();
        return new ChangeScans(
                new Mirrors(config, AppSettings.NONE, clock),
                new RevisionScan(List.of(scanners), Duration.ofMinutes(5), clock),
                clock);
    }

    /** Most of the pack, and nothing that could be made smaller. */
    private static String noise() {
        byte[] bytes = new byte[50_000];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
