package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who clones, and a token that is shown to it and to nobody else. */
@Timeout(600)
class CloneTokenFileTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    private Path file;
    private GitRepository origin;
    private GitServer server;
    private String head;
    private volatile String good = "first-c4nary";

    @BeforeEach
    void serve() throws Exception {
        file = directory.resolve("token");
        write("first-c4nary\n");
        origin = GitRepository.create(directory.resolve("origin.git"));
        head = origin.commit(GitRepository.Files.of("a", "one"));
        origin.ref("refs/heads/main", head);
        server = GitServer.of(origin);
        server.intercept(exchange -> {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (shown != null && shown.equals(basic(good))) {
                return false;
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            return true;
        });
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void showsTheTokenThatIsInTheFile() throws Exception {
        assertThat(bring(mirrors())).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void showsTheNextOneWhenTheFileChanges() throws Exception {
        var mirrors = mirrors();
        bring(mirrors);
        good = "second-c4nary";
        write("second-c4nary");

        assertThat(bring(mirrors)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void staysWithTheOldOneWhileTheFileIsBroken() throws Exception {
        var mirrors = mirrors();
        write("two\nlines");

        assertThat(bring(mirrors)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void namesTheSettingWhenTheTokenIsRefused() throws Exception {
        good = "another";

        assertThat(bring(mirrors()))
                .isEqualTo(
                        new FetchOutcome.Unreachable(
                                "127.0.0.1 refuses access; SLUICE_GITHUB_CLONE_TOKEN_FILE must be"
                                        + " able to read the repository's contents",
                                false));
    }

    @Test
    void refusesAFileThatEverybodyCanRead() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(this::mirrors)
                .hasMessage(
                        "SLUICE_GITHUB_CLONE_TOKEN_FILE: %s can be read by everybody; run: chmod"
                                + " 600 %s",
                        file, file);
    }

    @Test
    void refusesAFileWithoutAToken() throws Exception {
        write("\n");

        assertThatThrownBy(this::mirrors)
                .hasMessage(
                        "SLUICE_GITHUB_CLONE_TOKEN_FILE: %s must hold a token alone, on one line",
                        file);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> new CloneTokenFile(directory.resolve("nowhere")))
                .hasMessage(
                        "SLUICE_GITHUB_CLONE_TOKEN_FILE: %s cannot be read",
                        directory.resolve("nowhere"));
    }

    /** With everything logged that can be, in success and in every kind of trouble. */
    @Test
    void tellsTheTokenToNobodyElse() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        Handler listener = listener(told);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(listener);
        root.setLevel(Level.ALL);
        try {
            var mirrors = mirrors();
            told.add(bring(mirrors).toString());
            good = "another";
            told.add(bring(mirrors).toString());
            write("two\nlines-c4nary");
            told.add(bring(mirrors).toString());
            server.close();
            told.add(bring(mirrors).toString());
            told.add(mirrors.toString());
        } finally {
            root.removeHandler(listener);
            root.setLevel(before);
        }

        assertThat(told).isNotEmpty().noneMatch(line -> line.contains("c4nary"));
        assertThat(server.requests()).noneMatch(request -> request.contains("c4nary"));
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .noneMatch(CloneTokenFileTest::holdsToken);
        }
        assertThat(children()).noneMatch(line -> line.contains("c4nary"));
    }

    private static List<String> children() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> child.info().commandLine().orElse(""))
                .toList();
    }

    private static Handler listener(List<String> told) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                var text = new ArrayList<String>();
                text.add(String.valueOf(line.getMessage()));
                if (line.getParameters() != null) {
                    Stream.of(line.getParameters()).map(String::valueOf).forEach(text::add);
                }
                for (Throwable e = line.getThrown(); e != null; e = e.getCause()) {
                    text.add(e.toString());
                }
                told.addAll(text);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static boolean holdsToken(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("c4nary");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String basic(String token) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Each writing is a second later: some file systems know no less. */
    private void write(String text) throws IOException {
        Instant next =
                Files.exists(file)
                        ? Files.getLastModifiedTime(file).toInstant().plusSeconds(1)
                        : Instant.ofEpochSecond(1_700_000_000);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, FileTime.from(next));
    }

    private FetchOutcome bring(Mirrors mirrors) throws InterruptedException {
        return mirrors.bring(REPOSITORY, Wanted.branch(head, "main"));
    }

    private Mirrors mirrors() {
        return new Mirrors(
                Mirroring.withTokenIn(file, directory.resolve("cache"), server.api())
                        .givingUpSoon(),
                AppSettings.NONE,
                Duration.ofMillis(20));
    }
}
