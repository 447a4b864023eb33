package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that fetches one repository after the other is killed at a random moment; whoever comes
 * next must be able to use all its mirrors.
 *
 * <p>{@code -Dsluice.mirror.seeds=1,2,3} chooses the moments; the build takes three.
 */
class MirrorsKilledTest {

    private static final int REPOSITORIES = 40;

    @TempDir Path directory;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(120)
    void leaveNothingThatIsInTheWayOfTheNextFetch(long seed) throws Exception {
        try (var origin = GitRepository.create(directory.resolve("origin.git"))) {
            String base = origin.commit(Files.of("a.txt", "one"));
            String head = origin.commit(Files.of("a.txt", "two"), base);
            origin.ref("refs/heads/main", base).ref("refs/pull/3/head", head);
            try (var server = GitServer.of(origin)) {
                Path cache = directory.resolve("cache");
                Process other = fetcher(cache, server.api(), head);
                other.waitFor(new Random(seed).nextInt(600), TimeUnit.MILLISECONDS);
                other.destroyForcibly().waitFor();

                Mirrors mirrors = mirrors(cache, server.api());
                for (int id = 0; id < REPOSITORIES; id++) {
                    assertThat(mirrors.bring(repository(id), Wanted.pullRequest(head, 3, "main")))
                            .as("repository %d", id)
                            .isEqualTo(new FetchOutcome.Fetched(head, base));
                }
            }
        }
    }

    static List<Long> seeds() {
        return LongStream.of(
                        List.of(System.getProperty("sluice.mirror.seeds", "1,2,3").split(","))
                                .stream()
                                .mapToLong(Long::parseLong)
                                .toArray())
                .boxed()
                .toList();
    }

    private static Mirrors mirrors(Path cache, URI api) {
        return new Mirrors(
                Mirroring.of(cache, api).givingUpSoon(), AppSettings.NONE, Duration.ofMillis(20));
    }

    private static Repository repository(int id) {
        return new Repository("github", id + 1, 1, "ada", "example");
    }

    /** Returns when it has begun. */
    private static Process fetcher(Path cache, URI api, String head) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Fetcher.class.getName(),
                                cache.toString(),
                                api.toString(),
                                head)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.getInputStream().read()).isEqualTo('f');
        return process;
    }

    /** Fetches until it is killed or has everything. */
    static final class Fetcher {

        private Fetcher() {}

        public static void main(String[] arguments) throws Exception {
            Mirrors mirrors = mirrors(Path.of(arguments[0]), URI.create(arguments[1]));
            mirrors.bring(repository(0), Wanted.pullRequest(arguments[2], 3, "main"));
            System.out.print('f');
            System.out.flush();
            for (int id = 1; id < REPOSITORIES; id++) {
                mirrors.bring(repository(id), Wanted.pullRequest(arguments[2], 3, "main"));
            }
        }
    }
}
