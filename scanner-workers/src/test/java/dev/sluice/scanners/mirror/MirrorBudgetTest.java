package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import dev.sluice.scanners.fixture.OtherJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors of the same repository under different ids, so that all are of one size. */
@Timeout(600)
class MirrorBudgetTest {

    @TempDir Path directory;

    private final AtomicLong now = new AtomicLong(1_700_000_000);
    private GitRepository origin;
    private GitServer server;
    private String head;
    private Path cache;

    @BeforeEach
    void serve() {
        cache = directory.resolve("cache");
        origin = GitRepository.create(directory.resolve("origin.git"));
        head = origin.commit(GitRepository.Files.of("a", "one"));
        origin.ref("refs/heads/main", head);
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void deletesWhatWasNotUsedForLongest() throws Exception {
        var mirrors = mirrors(room(2));
        bring(mirrors, 1);
        bring(mirrors, 2);
        mirrors.open(repository(1)).close();

        bring(mirrors, 3);

        assertThat(kept()).containsExactly(1L, 3L);
    }

    @Test
    void deletesNothingWhileEverythingFits() throws Exception {
        var mirrors = mirrors(room(3));

        bring(mirrors, 1);
        bring(mirrors, 2);
        bring(mirrors, 3);

        assertThat(kept()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsWhatIsInUseHoweverOld() throws Exception {
        var mirrors = mirrors(room(1));
        bring(mirrors, 1);
        var reading = mirrors.open(repository(1));

        bring(mirrors, 2);

        assertThat(kept()).containsExactly(1L, 2L);
        assertThat(reading.hasCommit(head)).isTrue();

        reading.close();
        bring(mirrors, 3);
        assertThat(kept()).containsExactly(3L);
    }

    @Test
    void keepsWhatAnotherProcessUses() throws Exception {
        var mirrors = mirrors(room(1));
        bring(mirrors, 1);
        Process other = OtherJvm.running(Reader.class, cache);
        try {
            bring(mirrors, 2);
            assertThat(kept()).containsExactly(1L, 2L);
        } finally {
            other.destroyForcibly().waitFor();
        }
        bring(mirrors, 3);
        assertThat(kept()).containsExactly(3L);
    }

    @Test
    void keepsTheOnlyMirrorEvenIfItIsTooLarge() throws Exception {
        bring(mirrors(1), 1);

        assertThat(kept()).containsExactly(1L);
    }

    @Test
    void fetchesAgainWhatWasDeleted() throws Exception {
        var mirrors = mirrors(room(1));
        bring(mirrors, 1);
        bring(mirrors, 2);

        bring(mirrors, 1);

        assertThat(kept()).containsExactly(1L);
    }

    @Test
    void keepsTheLastFewBrokenMirrorsAndDeletesThemFirst() throws Exception {
        var mirrors = mirrors(room(20));
        for (long id = 1; id <= Quarantine.KEPT + 1; id++) {
            bring(mirrors, id);
            assertThat(mirrors.discard(repository(id))).isTrue();
        }
        assertThat(quarantined()).hasSize(Quarantine.KEPT);

        var smaller = mirrors(room(2));
        bring(smaller, 8);
        bring(smaller, 9);

        assertThat(kept()).containsExactly(8L, 9L);
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void deletesWhatADyingProcessHasLeft() throws Exception {
        Path left = Files.createDirectories(cache.resolve("mirrors").resolve("deleted-by-nobody"));
        Files.writeString(left.resolve("file"), "x");

        bring(mirrors(room(1)), 1);

        assertThat(left).doesNotExist();
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> mirrors(0))
                .hasMessage("sluice.scanner-workers.mirror-budget must be positive, not 0");
    }

    /** What so many mirrors take, and a little more. */
    private long room(int count) throws Exception {
        Path sample = directory.resolve("sample-" + count);
        var mirrors =
                new Mirrors(
                        Mirroring.of(sample, server.api()),
                        AppSettings.NONE,
                        Duration.ofMillis(20));
        bring(mirrors, 1);
        return DiskUsage.of(sample) * count + 200;
    }

    private void bring(Mirrors mirrors, long id) throws InterruptedException {
        assertThat(mirrors.bring(repository(id), Wanted.branch(head, "main")))
                .isEqualTo(new FetchOutcome.Fetched(head, null));
    }

    private List<Long> kept() {
        return LongStream.rangeClosed(1, 9)
                .filter(id ->
                        Files.exists(
                                cache.resolve("mirrors")
                                        .resolve(MirrorDirectory.name(repository(id)))))
                .boxed()
                .toList();
    }

    private List<Path> quarantined() throws Exception {
        return MirrorDirectory.directories(cache.resolve("quarantine"));
    }

    private Mirrors mirrors(long budget) {
        return new Mirrors(
                Mirroring.of(cache, server.api()).within(budget),
                AppSettings.NONE,
                Duration.ofMillis(20),
                new Ticking(),
                Fetch.DEPTHS);
    }

    private static Repository repository(long id) {
        return new Repository("github", id, 1, "ada", "example");
    }

    /** A second later each time somebody looks. */
    private final class Ticking extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(now.incrementAndGet());
        }
    }

    /** Reads the first mirror until it is killed. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            var directory = new MirrorDirectory(Path.of(arguments[0]), Clock.systemUTC());
            try (var _ = directory.reading(repository(1))) {
                OtherJvm.ready();
                Thread.currentThread().join();
            }
        }
    }
}
