package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cache directory on a disk that is full, out of inodes or read-only, and is so no longer. The
 * disk is a small one in memory, which takes the right to mount.
 */
@Timeout(600)
class DiskTroubleTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    private Path disk;
    private GitRepository origin;
    private GitServer server;
    private String head;

    @BeforeEach
    void serve() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        origin = GitRepository.create(directory.resolve("origin.git"));
        head = origin.commit(GitRepository.Files.of("noise", noise()));
        origin.ref("refs/heads/main", head);
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() throws Exception {
        run("umount", disk.toString());
        server.close();
        origin.close();
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
        mount("size=40k");
        var mirrors = mirrors();

        assertThat(bring(mirrors))
                .isEqualTo(
                        new FetchOutcome.Unreachable(
                                "the mirror in the cache directory cannot be written: No space left"
                                        + " on device",
                                false));

        mount("remount,size=10m");
        assertThat(bring(mirrors)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void saysThatThereAreNoInodesAndGoesOnWhenThereAre() throws Exception {
        mount("size=10m,nr_inodes=8");
        var mirrors = mirrors();

        assertThat(bring(mirrors))
                .asString()
                .contains("the mirror in the cache directory cannot be written");

        mount("remount,nr_inodes=10000");
        assertThat(bring(mirrors)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void saysThatTheDiskIsReadOnlyAndGoesOnWhenItIsNot() throws Exception {
        mount("size=10m");
        mount("remount,ro");
        var mirrors = mirrors();

        assertThat(bring(mirrors))
                .asString()
                .contains("the mirror in the cache directory cannot be written");

        mount("remount,rw");
        assertThat(bring(mirrors)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void makesRoomWithWhatOthersDoNotUse() throws Exception {
        mount("size=200k");
        var mirrors =
                new Mirrors(
                        Mirroring.of(disk, server.api()), AppSettings.NONE, Duration.ofMillis(20));
        for (long id = 1; id <= 6; id++) {
            assertThat(
                            mirrors.bring(
                                    new Repository("github", id, 1, "ada", "example"),
                                    Wanted.branch(head, "main")))
                    .isInstanceOf(FetchOutcome.Fetched.class);
        }
    }

    private void mount(String options) throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()))
                .as("a disk can be mounted")
                .isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private FetchOutcome bring(Mirrors mirrors) throws InterruptedException {
        return mirrors.bring(REPOSITORY, Wanted.branch(head, "main"));
    }

    private Mirrors mirrors() {
        return new Mirrors(
                Mirroring.of(disk, server.api()).givingUpSoon(),
                AppSettings.NONE,
                Duration.ofMillis(20));
    }

    private static String noise() {
        byte[] bytes = new byte[50_000];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
