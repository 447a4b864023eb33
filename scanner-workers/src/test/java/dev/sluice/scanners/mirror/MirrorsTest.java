package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppApi;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.transport.PacketLineOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a real server over smart HTTP, which is put into every kind of trouble. */
@Timeout(600)
class MirrorsTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final String PULL = "refs/pull/3/head";

    @TempDir Path directory;

    private GitRepository origin;
    private GitServer server;
    private String base;
    private String head;

    @BeforeEach
    void serve() {
        origin = GitRepository.create(directory.resolve("origin.git"));
        base = origin.commit(Files.of("a.txt", "one"));
        head = origin.commit(Files.of("a.txt", "two"), base);
        origin.ref("refs/heads/main", base).ref(PULL, head);
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void bringsThePullRequestAndItsBase() throws Exception {
        var mirrors = mirrors(config());

        assertThat(mirrors.bring(REPOSITORY, wanted(head)))
                .isEqualTo(new FetchOutcome.Fetched(head, base));
        try (var repository = mirrors.open(REPOSITORY)) {
            assertThat(repository.mergeBase(head, base)).isEqualTo(base);
        }
    }

    @Test
    void bringsABranch() throws Exception {
        assertThat(mirrors(config()).bring(REPOSITORY, Wanted.branch(base, "main")))
                .isEqualTo(new FetchOutcome.Fetched(base, null));
    }

    @Test
    void asksForNoPackWhenEverythingIsHere() throws Exception {
        var mirrors = mirrors(config());
        mirrors.bring(REPOSITORY, wanted(head));
        server.requests().clear();

        mirrors.bring(REPOSITORY, wanted(head));

        assertThat(server.requests())
                .containsExactly(
                        "GET /ada/example.git/info/refs", "POST /ada/example.git/git-upload-pack");
    }

    @Test
    void bringsOnlyTheRefsThatAreWanted() throws Exception {
        String other = origin.commit(Files.of("secret.txt", "elsewhere"));
        origin.ref("refs/heads/other", other);
        var mirrors = mirrors(config());

        mirrors.bring(REPOSITORY, wanted(head));

        try (var repository = mirrors.open(REPOSITORY)) {
            assertThat(repository.hasCommit(other)).isFalse();
        }
    }

    @Test
    void noticesThatTheHeadHasMovedOn() throws Exception {
        String newer = origin.commit(Files.of("a.txt", "three"), head);
        origin.ref(PULL, newer);

        assertThat(mirrors(config()).bring(REPOSITORY, wanted(head)))
                .isEqualTo(new FetchOutcome.Moved());
    }

    @Test
    void noticesThatTheHeadMovesWhileItWaits() throws Exception {
        String never = "c".repeat(40);
        String forced = origin.commit(Files.of("a.txt", "forced"));
        onSecondAttempt(() -> origin.ref(PULL, forced));

        assertThat(mirrors(config().waitingForCommits()).bring(REPOSITORY, wanted(never)))
                .isEqualTo(new FetchOutcome.Moved());
    }

    @Test
    void noticesThatTheRefIsGone() throws Exception {
        var mirrors = mirrors(config());
        mirrors.bring(REPOSITORY, wanted(head));
        origin.deleteRef(PULL);

        assertThat(mirrors.bring(REPOSITORY, wanted(head))).isEqualTo(new FetchOutcome.Moved());
    }

    @Test
    void waitsForACommitThatIsNotShownYet() throws Exception {
        String later = origin.commit(Files.of("a.txt", "later"), head);
        onSecondAttempt(() -> origin.ref(PULL, later));

        FetchOutcome outcome =
                mirrors(config().waitingForCommits()).bring(REPOSITORY, wanted(later));

        // the old head is no news: what is asked for comes after it
        assertThat(outcome).isEqualTo(new FetchOutcome.Fetched(later, base));
    }

    @Test
    void waitsForAPullRequestThatIsNotShownYet() throws Exception {
        origin.deleteRef(PULL);
        onSecondAttempt(() -> origin.ref(PULL, head));

        assertThat(mirrors(config().waitingForCommits()).bring(REPOSITORY, wanted(head)))
                .isEqualTo(new FetchOutcome.Fetched(head, base));
    }

    @Test
    void givesUpOnACommitThatIsNeverShown() throws Exception {
        String never = "c".repeat(40);

        assertThat(mirrors(config()).bring(REPOSITORY, wanted(never)))
                .isEqualTo(
                        new FetchOutcome.NotVisible(
                                head, "127.0.0.1 does not show commit " + never));
    }

    @Test
    void givesUpOnABaseBranchThatIsGone() throws Exception {
        origin.deleteRef("refs/heads/main");

        assertThat(mirrors(config()).bring(REPOSITORY, wanted(head)))
                .isEqualTo(
                        new FetchOutcome.NotVisible(
                                head, "127.0.0.1 does not show the base branch of the proposal"));
    }

    @Test
    void givesUpOnAnEmptyRepository() throws Exception {
        origin.deleteRef("refs/heads/main");
        origin.deleteRef(PULL);

        assertThat(mirrors(config()).bring(REPOSITORY, Wanted.branch(base, "main")))
                .isEqualTo(
                        new FetchOutcome.NotVisible(
                                null, "127.0.0.1 does not show refs/heads/main"));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        server.close();

        assertUnreachable(config(), "127.0.0.1 refuses connections");
    }

    @Test
    void triesAgainWhenTheServerComesBack() throws Exception {
        var asked = new AtomicInteger();
        server.intercept(exchange -> asked.incrementAndGet() < 3 && answer(exchange, 503));

        assertThat(mirrors(config()).bring(REPOSITORY, wanted(head)))
                .isEqualTo(new FetchOutcome.Fetched(head, base));
    }

    @Test
    void saysThatThereIsNoSuchRepository() throws Exception {
        server.intercept(exchange -> answer(exchange, 404));

        assertUnreachable(
                config(),
                "127.0.0.1 has no such repository, or SLUICE_GITHUB_CLONE_TOKEN may not read it");
    }

    @Test
    void saysThatTheTokenIsRefused() throws Exception {
        server.intercept(exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            return answer(exchange, 401);
        });

        assertUnreachable(
                config("t0ken"),
                "127.0.0.1 refuses access; SLUICE_GITHUB_CLONE_TOKEN must be able to read the"
                        + " repository's contents");
    }

    @Test
    void givesTheTokenToAServerThatAsksForIt() throws Exception {
        server.intercept(exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                return false;
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            return answer(exchange, 401);
        });

        assertThat(mirrors(config("t0ken")).bring(REPOSITORY, wanted(head)))
                .isInstanceOf(FetchOutcome.Fetched.class);

        assertThat(server.authorizations()).isNotEmpty();
        try (var files = java.nio.file.Files.walk(directory.resolve("cache"))) {
            assertThat(files.filter(java.nio.file.Files::isRegularFile))
                    .isNotEmpty()
                    .noneMatch(file -> contains(file, "t0ken"));
        }
    }

    @Test
    void clonesAsAGitHubAppAndRenewsATokenThatIsNoLongerTaken() throws Exception {
        AppApi api = app();
        Mirrors mirrors = asApp(config());
        assertThat(mirrors.bring(REPOSITORY, wanted(head)))
                .isInstanceOf(FetchOutcome.Fetched.class);

        api.revoke();

        assertThat(mirrors.bring(REPOSITORY, wanted(head)))
                .isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(api.requests()).filteredOn(path -> path.contains("/access_tokens")).hasSize(2);
    }

    @Test
    void asksForNoTokenWhereTheServerAsksForNone() throws Exception {
        var api = new AppApi(Clock.systemUTC());
        server.api(api);

        assertThat(asApp(config()).bring(REPOSITORY, wanted(head)))
                .isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void takesATokenThatWasSetBeforeTheApps() throws Exception {
        AppApi api = app();

        asApp(config("t0ken").givingUpSoon()).bring(REPOSITORY, wanted(head));

        assertThat(server.authorizations()).isNotEmpty();
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void saysWhyTheAppHasNoToken() throws Exception {
        app().answerTokensWith(403);

        assertThat(asApp(config()).bring(REPOSITORY, wanted(head)))
                .isEqualTo(
                        new FetchOutcome.Unreachable("the GitHub App is suspended for ada", true));
    }

    /** The server asks who clones, and takes only tokens of the App. */
    private AppApi app() {
        var api = new AppApi(Clock.systemUTC());
        server.api(api);
        server.intercept(exchange -> {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (shown != null && api.takes(shown)) {
                return false;
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            return answer(exchange, 401);
        });
        return api;
    }

    private Mirrors asApp(Mirroring config) {
        Path key = AppApi.keyFile(directory.resolve("app.pem"), AppApi.KEYS);
        return new Mirrors(config, AppSettings.of(AppApi.APP, key), Duration.ofMillis(20));
    }

    @Test
    void cutsAServerThatSendsNowAndThen() throws Exception {
        server.intercept(exchange -> {
            OutputStream body = GitServer.respond(exchange, "advertisement");
            drip(body);
            return true;
        });

        assertUnreachable(
                config().fetchingWithin(Duration.ofSeconds(1)),
                "fetching from 127.0.0.1 did not end within 1 s");
    }

    @Test
    void doesNotFollowARedirectToAnotherHost() throws Exception {
        try (var elsewhere = GitServer.of(origin)) {
            server.intercept(exchange -> {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                elsewhere
                                        .api()
                                        .resolve(
                                                "/ada/example.git/info/refs?service=git-upload-pack")
                                        .toString());
                return answer(exchange, 302);
            });

            assertUnreachable(
                    config(), "127.0.0.1 redirects to another host, which is not followed");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void speaksToNobodyWhoseCertificateIsNotTrusted() throws Exception {
        var https = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        var asked = new AtomicInteger();
        https.createContext("/", exchange -> asked.incrementAndGet());
        https.start();
        try {
            var api = URI.create("https://127.0.0.1:" + https.getAddress().getPort());

            assertUnreachable(
                    Mirroring.of(directory.resolve("cache"), api),
                    "127.0.0.1 has no certificate that is trusted");
            assertThat(asked).hasValue(0);
        } finally {
            https.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path store = directory.resolve("keys");
        var keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit");
        assertThat(keytool.redirectErrorStream(true).start().waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void speaksToPrivateHostsOnlyWhereAllowed() throws Exception {
        var api = URI.create("https://localhost:" + server.api().getPort());
        var config = Mirroring.of(directory.resolve("cache"), api);

        assertUnreachable(
                config,
                "localhost is at a private address; name it in SLUICE_ALLOW_PRIVATE_HOSTS if that is"
                        + " meant");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesAPackThatIsBroken() throws Exception {
        server.intercept(exchange -> {
            boolean pack = server.requests().size() == 3;
            if (pack) {
                sendPack(exchange, "PACK\0\0\0\2\0\0\0\1no object at all");
            }
            return pack;
        });

        FetchOutcome outcome = mirrors(config()).bring(REPOSITORY, wanted(head));

        assertThat(outcome)
                .isEqualTo(new FetchOutcome.Malformed("127.0.0.1 sent objects that are broken"));
    }

    @Test
    void refusesATreeThatReachesIntoGit() throws Exception {
        String evil = origin.commitRaw(FileMode.REGULAR_FILE, ".git", "x");
        origin.ref(PULL, evil);

        assertThat(mirrors(config()).bring(REPOSITORY, wanted(evil)))
                .isEqualTo(new FetchOutcome.Malformed("127.0.0.1 sent objects that are broken"));
    }

    @Test
    void makesNoUrlOfNamesThatAreNone() throws Exception {
        for (String name : List.of("..", "a/b", "a b", "example?x", "a\u202eb", "x".repeat(101))) {
            var repository = new Repository("github", 7, 1, "ada", name);

            assertThat(mirrors(config()).bring(repository, wanted(head)))
                    .isInstanceOf(FetchOutcome.Malformed.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void asksForNoRefThatIsNone() throws Exception {
        for (String branch : List.of("a..b", "a\nb", "HEAD.lock", "a b", "")) {
            assertThat(mirrors(config()).bring(REPOSITORY, Wanted.branch(head, branch)))
                    .isInstanceOf(FetchOutcome.Malformed.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void startsAnewWhereTheMirrorIsBroken() throws Exception {
        var mirrors = mirrors(config());
        mirrors.bring(REPOSITORY, wanted(head));

        assertThat(mirrors.discard(REPOSITORY)).isTrue();

        assertThat(mirrors.bring(REPOSITORY, wanted(head)))
                .isEqualTo(new FetchOutcome.Fetched(head, base));
        assertThat(mirrors.discard(REPOSITORY)).as("a second time within the hour").isFalse();
    }

    /** The first attempt is over when the next one asks for refs. */
    private void onSecondAttempt(Runnable action) {
        var attempts = new AtomicInteger();
        server.intercept(exchange -> {
            if (exchange.getRequestMethod().equals("GET") && attempts.incrementAndGet() == 2) {
                action.run();
            }
            return false;
        });
    }

    private static void sendPack(HttpExchange exchange, String pack) throws IOException {
        var lines = new PacketLineOut(GitServer.respond(exchange, "result"));
        lines.writeString("packfile\n");
        byte[] bytes = pack.getBytes(StandardCharsets.ISO_8859_1);
        byte[] sideband = new byte[bytes.length + 1];
        sideband[0] = 1;
        System.arraycopy(bytes, 0, sideband, 1, bytes.length);
        lines.writePacket(sideband);
        lines.end();
    }

    private static void drip(OutputStream body) throws IOException {
        var never = new CountDownLatch(1);
        try {
            body.write("00ff# ".getBytes(StandardCharsets.US_ASCII));
            do {
                body.write('x');
                body.flush();
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        return true;
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(java.nio.file.Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertUnreachable(Mirroring config, String message) throws InterruptedException {
        FetchOutcome outcome = mirrors(config.givingUpSoon()).bring(REPOSITORY, wanted(head));

        assertThat(outcome).isInstanceOf(FetchOutcome.Unreachable.class);
        assertThat(((FetchOutcome.Unreachable) outcome).message()).isEqualTo(message);
    }

    private Wanted wanted(String sha) {
        return Wanted.pullRequest(sha, 3, "main");
    }

    private Mirroring config() {
        return Mirroring.of(directory.resolve("cache"), server.api());
    }

    private Mirroring config(String token) {
        return Mirroring.of(directory.resolve("cache"), server.api(), token);
    }

    private static Mirrors mirrors(Mirroring config) {
        return new Mirrors(config, AppSettings.NONE, Duration.ofMillis(20));
    }
}
