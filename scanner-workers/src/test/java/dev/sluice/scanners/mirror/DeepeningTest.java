package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import dev.sluice.scanners.git.CommitRange;
import dev.sluice.scanners.git.IgnoreRules;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.spi.RangeCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Little history first, more where it takes more, and never an answer from half of it. Served by
 * git itself, as forges do: what JGit serves comes short when a shallow history is deepened.
 */
@Timeout(600)
class DeepeningTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final String PULL = "refs/pull/3/head";
    private static final List<Integer> DEPTHS = List.of(2, 6, Integer.MAX_VALUE);

    @TempDir Path directory;

    private GitRepository origin;
    private GitServer server;
    private int files;

    @BeforeEach
    void serve() {
        origin = GitRepository.create(directory.resolve("origin.git"));
        server = GitServer.of(origin);
        assumeThat(server.byGit()).as("git is installed").isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void bringsNoMoreHistoryThanIsNeeded() throws Exception {
        List<String> main = line(20);
        String head = commit(main.getLast());
        var mirrors = mirrors("cache");

        bring(mirrors, head, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.mergeBase(head, main.getLast())).isEqualTo(main.getLast());
            assertThat(view.hasCommit(main.get(10))).isFalse();
            assertThat(view.range(main.getLast(), head, IgnoreRules.NONE).gaps()).isEmpty();
        }
    }

    @Test
    void deepensUntilTheMergeBaseIsThere() throws Exception {
        List<String> main = line(20);
        String head = commit(commit(main.get(15)));
        var mirrors = mirrors("cache");

        bring(mirrors, head, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.mergeBase(head, main.getLast())).isEqualTo(main.get(15));
            assertThat(view.range(main.getLast(), head, IgnoreRules.NONE).count()).isEqualTo(2);
            assertThat(view.hasCommit(main.get(2))).isFalse();
        }
    }

    @Test
    void endsInAFullFetchWhereTheMergeBaseNeverComes() throws Exception {
        List<String> main = line(20);
        String head = origin.commit(Files.of("unrelated", "1"));
        var mirrors = mirrors("cache");

        bring(mirrors, head, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.mergeBase(head, main.getLast())).isNull();
            assertThat(view.hasCommit(main.getFirst())).isTrue();
        }
        assertThat(packs()).isEqualTo(DEPTHS.size());
    }

    @Test
    void asksForNoPackAgainWhenItHasEnough() throws Exception {
        List<String> main = line(20);
        String head = commit(main.get(15));
        var mirrors = mirrors("cache");
        bring(mirrors, head, main.getLast());
        server.requests().clear();

        bring(mirrors, head, main.getLast());

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void bringsWhatABranchWasBeforeAForcedPush() throws Exception {
        List<String> main = line(20);
        String before = commit(commit(main.get(17)));
        String head = commit(main.get(16));
        var mirrors = mirrors("cache");

        push(mirrors, head, before);

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.hasCommit(before)).isTrue();
            CommitRange range = view.range(before, head, IgnoreRules.NONE);
            assertThat(range.count()).isEqualTo(1);
            assertThat(range.gaps()).isEmpty();
        }
    }

    @Test
    void bringsAllHistoryWhereTheServerKeepsWhatWasBeforeToItself() throws Exception {
        List<String> main = line(20);
        String before = commit(main.get(17));
        String head = commit(main.get(16));
        server.close();
        server = GitServer.of(origin);
        server.givingOnlyTips();
        var mirrors = mirrors("cache");

        push(mirrors, head, before);

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.hasCommit(before)).isFalse();
            assertThat(view.range(null, head, IgnoreRules.NONE).count()).isEqualTo(18);
            assertThat(view.range(null, head, IgnoreRules.NONE).gaps()).isEmpty();
        }
    }

    @Test
    void clonesAnewAndWholeWhereAServerSendsTooLittle() throws Exception {
        List<String> main = line(20);
        String head = commit(main.get(10));
        server.close();
        server = GitServer.of(origin);
        var mirrors = mirrors("cache");

        bring(mirrors, head, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.mergeBase(head, main.getLast())).isEqualTo(main.get(10));
            assertThat(view.range(main.getLast(), head, IgnoreRules.NONE).gaps()).isEmpty();
        }
    }

    @Test
    void bringsAPushOfManyCommitsWhole() throws Exception {
        String before = commit();
        String head = before;
        for (int i = 0; i < 2_049; i++) {
            head = origin.commit("commit " + i, Files.of("a", "same"), head);
        }
        var mirrors =
                new Mirrors(
                        Mirroring.of(directory.resolve("cache"), server.api()),
                        AppSettings.NONE,
                        Duration.ofMillis(20));

        push(mirrors, head, before);

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.range(before, head, IgnoreRules.NONE).count()).isEqualTo(2_049);
        }
    }

    @Test
    void bringsTheHeadAloneWhereNoHistoryIsLookedAt() throws Exception {
        List<String> main = line(3);
        origin.ref("refs/heads/main", main.getLast());
        var mirrors = mirrors("cache");

        assertThat(mirrors.bring(REPOSITORY, Wanted.branch(main.getLast(), "main")))
                .isInstanceOf(FetchOutcome.Fetched.class);

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.hasCommit(main.getFirst())).isFalse();
            assertThat(view.tree(main.getLast(), IgnoreRules.NONE).tree().files()).hasSize(1);
        }
    }

    /** What one reads, another fetch into the same mirror cuts shorter for a while. */
    @Test
    void goesOnReadingWhatItHasWhileTheMirrorChanges() throws Exception {
        List<String> main = line(20);
        String head = commit(main.get(15));
        var mirrors = mirrors("cache");
        bring(mirrors, head, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            var shown = new ArrayList<String>();
            server.intercept(exchange -> {
                shown.add(mergeBase(view, head, main.getLast()));
                return false;
            });
            String newer = commit(main.getLast());
            origin.ref(PULL, commit(newer)).ref("refs/heads/main", newer);
            mirrors.bring(REPOSITORY, Wanted.branch(newer, "main"));
            shown.add(mergeBase(view, head, main.getLast()));

            assertThat(shown).hasSizeGreaterThan(2).containsOnly(main.get(15));
        }
    }

    @Test
    void recoversFromAFetchThatBrokeOffWhileItDeepened() throws Exception {
        List<String> main = line(20);
        String near = commit(main.getLast());
        var mirrors = mirrors("cache");
        bring(mirrors, near, main.getLast());
        String far = commit(main.get(10));
        var packs = new AtomicInteger();
        server.intercept(exchange -> {
            boolean second =
                    isPackRequest(exchange.getRequestURI().getPath())
                            && packs.incrementAndGet() == 4;
            if (second) {
                GitServer.respond(exchange, "result")
                        .write("0000".getBytes(StandardCharsets.US_ASCII));
            }
            return second;
        });

        bring(mirrors, far, main.getLast());

        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.mergeBase(far, main.getLast())).isEqualTo(main.get(10));
        }
    }

    /** Against the whole repository, for histories of every shape that chance makes. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void knowsOfTwoCommitsWhatTheWholeRepositoryKnows(long seed) throws Exception {
        var random = new Random(seed);
        List<String> commits = tangle(random, 60);
        var reused = mirrors("reused");
        for (int pair = 0; pair < 8; pair++) {
            String head = commits.get(random.nextInt(commits.size()));
            String base = commits.get(random.nextInt(commits.size()));
            var fresh = mirrors("fresh-" + pair);
            bring(fresh, head, base);
            assertSameAsOrigin(fresh, head, base);
            bring(reused, head, base);
            assertSameAsOrigin(reused, head, base);
        }
    }

    private void assertSameAsOrigin(Mirrors mirrors, String head, String base) throws Exception {
        try (var view = mirrors.open(REPOSITORY);
                var whole = new RepositoryView(origin.open(), ReadLimits.DEFAULT)) {
            assertThat(view.mergeBase(head, base)).isEqualTo(whole.mergeBase(head, base));
            CommitRange range = view.range(base, head, IgnoreRules.NONE);
            assertThat(range.gaps()).isEmpty();
            assertThat(range.commits())
                    .extracting(RangeCommit::sha)
                    .containsExactlyElementsOf(
                            whole.range(base, head, IgnoreRules.NONE).commits().stream()
                                    .map(RangeCommit::sha)
                                    .toList());
        }
    }

    /** Commits of one or two parents that are among the ten before them. */
    private List<String> tangle(Random random, int count) {
        var commits = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            int near = Math.max(0, i - 10);
            if (i == 0) {
                commits.add(commit());
            } else if (random.nextInt(3) > 0) {
                commits.add(commit(commits.get(near + random.nextInt(i - near))));
            } else {
                commits.add(
                        commit(
                                commits.get(near + random.nextInt(i - near)),
                                commits.get(near + random.nextInt(i - near))));
            }
        }
        return commits;
    }

    private List<String> line(int length) {
        var commits = new ArrayList<String>();
        for (int i = 0; i < length; i++) {
            commits.add(i == 0 ? commit() : commit(commits.getLast()));
        }
        return commits;
    }

    private String commit(String... parents) {
        return origin.commit(Files.of("a", "version " + files++), parents);
    }

    private void bring(Mirrors mirrors, String head, String base) throws InterruptedException {
        origin.ref(PULL, head).ref("refs/heads/main", base);
        assertThat(mirrors.bring(REPOSITORY, Wanted.pullRequest(head, 3, "main")))
                .isEqualTo(new FetchOutcome.Fetched(head, base));
    }

    private void push(Mirrors mirrors, String head, String before) throws InterruptedException {
        origin.ref("refs/heads/main", head);
        assertThat(mirrors.bring(REPOSITORY, Wanted.push(head, "main", before)))
                .isEqualTo(new FetchOutcome.Fetched(head, null));
    }

    private static String mergeBase(RepositoryView view, String head, String base)
            throws IOException {
        try {
            return String.valueOf(view.mergeBase(head, base));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** A conversation with a pack has one more request than the two that ask for refs. */
    private long packs() {
        return server.requests().stream().filter(DeepeningTest::isPackRequest).count()
                - server.requests().stream().filter(request -> request.startsWith("GET")).count();
    }

    private static boolean isPackRequest(String request) {
        return request.endsWith("/git-upload-pack");
    }

    private Mirrors mirrors(String cache) {
        return new Mirrors(
                Mirroring.of(directory.resolve(cache), server.api()),
                AppSettings.NONE,
                Duration.ofMillis(20),
                Clock.systemUTC(),
                DEPTHS);
    }
}
