package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import dev.sluice.scanners.fixture.OtherJvm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a process that was killed while it fetched leaves behind is in nobody's way.
 *
 * <p>{@code -Dsluice.mirror.seeds=1,2,3} chooses the moments of the kills; the build takes three.
 */
@Timeout(600)
class MirrorsKilledTest {

    private static final int REPOSITORIES = 40;

    @TempDir Path directory;

    private GitRepository origin;
    private GitServer server;
    private Path cache;
    private String base;
    private String head;

    @BeforeEach
    void serve() {
        cache = directory.resolve("cache");
        origin = GitRepository.create(directory.resolve("origin.git"));
        base = origin.commit(GitRepository.Files.of("a.txt", "one"));
        head = origin.commit(GitRepository.Files.of("a.txt", "two"), base);
        origin.ref("refs/heads/main", base).ref("refs/pull/3/head", head);
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void usesEveryMirrorAfterAKillAtSomeMoment(long seed) throws Exception {
        Process other = OtherJvm.running(Fetcher.class, cache, server.api(), head);
        other.waitFor(new Random(seed).nextInt(600), TimeUnit.MILLISECONDS);
        other.destroyForcibly().waitFor();

        for (int id = 0; id < REPOSITORIES; id++) {
            assertFetched(id, head);
        }
    }

    static Stream<Long> seeds() {
        return Stream.of(System.getProperty("sluice.mirror.seeds", "1,2,3").split(","))
                .map(Long::valueOf);
    }

    @Test
    void takesAwayTheLocksOfGit() throws Exception {
        assertFetched(0, head);
        String newer = origin.commit(GitRepository.Files.of("a.txt", "three"), head);
        origin.ref("refs/pull/3/head", newer);
        try (Stream<Path> files = Files.walk(mirror(0, ".git"))) {
            for (Path file :
                    files.filter(it ->
                                    it.toString().contains("refs/fetched/")
                                            || it.endsWith("config"))
                            .toList()) {
                Files.createFile(file.resolveSibling(file.getFileName() + ".lock"));
            }
        }

        assertFetched(0, newer);
    }

    @Test
    void takesAwayAMirrorThatWasNotFinished() throws Exception {
        Path unfinished = Files.createDirectories(mirror(0, ".new"));
        Files.createFile(unfinished.resolve("config"));

        assertFetched(0, head);

        assertThat(unfinished).doesNotExist();
    }

    private void assertFetched(int id, String tip) throws InterruptedException {
        assertThat(
                        mirrors(cache, server.api())
                                .bring(repository(id), Wanted.pullRequest(tip, 3, "main")))
                .as("repository %d", id)
                .isEqualTo(new FetchOutcome.Fetched(tip, base));
    }

    private Path mirror(int id, String suffix) {
        return cache.resolve("mirrors")
                .resolve(MirrorDirectory.hash(repository(id).key()) + suffix);
    }

    private static Mirrors mirrors(Path cache, URI api) {
        return new Mirrors(
                Mirroring.of(cache, api).givingUpSoon(), AppSettings.NONE, Duration.ofMillis(20));
    }

    private static Repository repository(int id) {
        return new Repository("github", id + 1, 1, "ada", "example");
    }

    /** Fetches until it is killed or has everything. */
    static final class Fetcher {

        private Fetcher() {}

        public static void main(String[] arguments) throws Exception {
            Mirrors mirrors = mirrors(Path.of(arguments[0]), URI.create(arguments[1]));
            for (int id = 0; id < REPOSITORIES; id++) {
                mirrors.bring(repository(id), Wanted.pullRequest(arguments[2], 3, "main"));
                if (id == 0) {
                    OtherJvm.ready();
                }
            }
        }
    }
}
