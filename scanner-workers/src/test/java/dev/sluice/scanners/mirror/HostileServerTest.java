package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppSettings;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import dev.sluice.scanners.fixture.Mirroring;
import dev.sluice.scanners.git.IgnoreRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs, objects and names that no honest server sends. */
@Timeout(600)
class HostileServerTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final FetchOutcome BROKEN =
            new FetchOutcome.Malformed("127.0.0.1 sent objects that are broken");

    @TempDir Path directory;

    private GitRepository origin;
    private GitServer server;

    @BeforeEach
    void serve() {
        origin = GitRepository.create(directory.resolve("origin.git"));
        server = GitServer.of(origin);
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void refusesAPackWhoseBytesWereFlipped() throws Exception {
        server.sendPacks((answer, body) -> {
            answer[answer.length / 2] ^= 0x55;
            body.write(answer);
        });

        assertThat(bring(noise())).isEqualTo(BROKEN);
    }

    @Test
    void refusesAPackWithAWrongChecksum() throws Exception {
        var pack = new Pack(1);
        pack.add(3, new byte[100]);
        byte[] bytes = pack.bytes();
        bytes[bytes.length - 1] ^= 1;
        server.sendPacks((answer, body) -> Pack.send(bytes, body));

        assertThat(bring(noise())).isEqualTo(BROKEN);
    }

    @Test
    void noticesThatAPackWasCutOff() throws Exception {
        server.sendPacks(
                (answer, body) -> body.write(Arrays.copyOf(answer, answer.length * 99 / 100)));

        assertThat(bring(noise()))
                .isEqualTo(
                        new FetchOutcome.Unreachable(
                                "the connection to 127.0.0.1 broke off", false));
    }

    @Test
    void cutsAServerThatStallsNearTheEnd() throws Exception {
        var over = new CountDownLatch(1);
        server.sendPacks((answer, body) -> {
            body.write(answer, 0, answer.length * 99 / 100);
            body.flush();
            await(over);
        });
        String head = noise();
        origin.ref("refs/heads/main", head);
        var mirrors =
                new Mirrors(
                        config().fetchingWithin(Duration.ofSeconds(1)),
                        AppSettings.NONE,
                        Duration.ofMillis(20));

        FetchOutcome outcome = mirrors.bring(REPOSITORY, Wanted.branch(head, "main"));

        over.countDown();
        assertThat(outcome)
                .isEqualTo(
                        new FetchOutcome.Unreachable(
                                "fetching from 127.0.0.1 did not end within 1 s", false));
    }

    @Test
    void fetchesAgainWhenAPackWasCutOffOnce() throws Exception {
        var cut = new AtomicBoolean();
        server.sendPacks((answer, body) ->
                body.write(
                        cut.getAndSet(true) ? answer : Arrays.copyOf(answer, answer.length / 2)));
        String head = noise();
        origin.ref("refs/heads/main", head);

        assertThat(mirrors(config()).bring(REPOSITORY, Wanted.branch(head, "main")))
                .isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void takesNoMoreBytesThanItMay() throws Exception {
        String head = noise();
        origin.ref("refs/heads/main", head);

        assertThat(
                        mirrors(config().fetchingAtMost(20_000))
                                .bring(REPOSITORY, Wanted.branch(head, "main")))
                .isEqualTo(
                        new FetchOutcome.TooLarge(
                                "the repository has more than 20000 bytes (limit fetch-bytes)"));
        assertThat(
                        mirrors(config().fetchingAtMost(200_000))
                                .bring(REPOSITORY, Wanted.branch(head, "main")))
                .isInstanceOf(FetchOutcome.Fetched.class);
    }

    /** A megabyte, sixteen times that, and two hundred and fifty-six times that. */
    @Test
    void buildsNoHugeObjectFromSmallDifferences() throws Exception {
        var pack = new Pack(3);
        pack.add(3, new byte[1 << 20]);
        pack.addDelta(copies(1 << 20, 1 << 20, 16));
        pack.addDelta(copies(1 << 24, (1 << 24) - 1, 257));
        server.sendPacks((answer, body) -> pack.sendTo(body));

        assertThat(bring(noise()))
                .isEqualTo(
                        new FetchOutcome.TooLarge(
                                "the repository has a file that is packed as a difference and too"
                                        + " large for the memory there is (limit delta-bytes)"));
    }

    @Test
    void makesNoRoomForObjectsThatAreOnlyAnnounced() throws Exception {
        var pack = new Pack(Integer.MAX_VALUE);
        server.sendPacks((answer, body) -> pack.sendTo(body));

        assertThat(bring(noise()))
                .isEqualTo(
                        new FetchOutcome.TooLarge(
                                "the repository needs more memory than there is (limit memory)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".GIT",
                ".Git",
                "git~1",
                "GIT~1",
                ".g\u200cit",
                "\ufeff.git",
                ".git.",
                ".git ",
                ".",
                "..",
                "a/b"
            })
    void refusesNamesThatLeadSomewhere(String name) throws Exception {
        assertThat(bring(origin.commitRaw(FileMode.REGULAR_FILE, name, "x"))).isEqualTo(BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gitattributes", ".gitmodules", ".github", "git~10", "\u00e9", ".g"})
    void takesNamesThatOnlyLookLikeThem(String name) throws Exception {
        assertThat(bring(origin.commitRaw(FileMode.REGULAR_FILE, name, "x")))
                .isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void takesNamesThatCollideOnSomeFileSystems() throws Exception {
        String twins =
                origin.commit(
                        Files.of("README", "1")
                                .and("readme", "2")
                                .and("caf\u00e9", "3")
                                .and("cafe\u0301", "4"));
        var mirrors = mirrors(config());
        origin.ref("refs/heads/main", twins);

        assertThat(mirrors.bring(REPOSITORY, Wanted.branch(twins, "main")))
                .isInstanceOf(FetchOutcome.Fetched.class);
        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.tree(twins, IgnoreRules.NONE).tree().files()).hasSize(4);
        }
    }

    @Test
    void saysThatATagIsNoCommit() throws Exception {
        String tag = tagOf(noise());
        origin.ref("refs/heads/main", tag);

        assertThat(mirrors(config()).bring(REPOSITORY, Wanted.push(tag, "main", null)))
                .isEqualTo(new FetchOutcome.Malformed(tag + " is not a commit"));
    }

    @Test
    void saysThatTheObjectFormatIsNotSupported() throws Exception {
        assertThat(mirrors(config()).bring(REPOSITORY, Wanted.branch("a".repeat(64), "main")))
                .isEqualTo(
                        new FetchOutcome.Malformed(
                                "the repository uses the object format sha256, which is not"
                                        + " supported"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void takesACommitOfTenThousandParents() throws Exception {
        String[] parents =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> origin.commitTree(origin.tree(new TreeFormatter())))
                        .toArray(String[]::new);
        String head = origin.commit(Files.of("a", "1"), parents);
        var mirrors = mirrors(config());
        origin.ref("refs/heads/main", head);

        assertThat(mirrors.bring(REPOSITORY, Wanted.push(head, "main", parents[0])))
                .isInstanceOf(FetchOutcome.Fetched.class);
        try (var view = mirrors.open(REPOSITORY)) {
            assertThat(view.range(parents[0], head, IgnoreRules.NONE).count()).isEqualTo(10_000);
        }
    }

    @Test
    void refusesACommitWithoutAnAuthor() throws Exception {
        String tree = origin.tree(new TreeFormatter()).name();

        assertThat(bring(origin.commitText("tree " + tree + "\ncommitter A <a@b> 1 +0000\n\nx")))
                .isEqualTo(BROKEN);
    }

    @Test
    void boundsWhatIsPutTogetherButNotWhatComesWhole() throws Exception {
        Path path = directory.resolve("bounded.git");
        GitRepository.create(path).close();
        byte[] large = new byte[1 << 20];
        var whole = new Pack(1);
        whole.add(3, large);
        var within = new Pack(2);
        within.add(3, new byte[1 << 10]);
        within.addDelta(copies(1 << 10, 1 << 10, 64));
        var beyond = new Pack(2);
        beyond.add(3, new byte[1 << 10]);
        beyond.addDelta(copies(1 << 10, 1 << 10, 65));

        parse(path, whole);
        parse(path, within);
        assertThatThrownBy(() -> parse(path, beyond))
                .isInstanceOf(TooLargeObjectInPackException.class);
    }

    private static void parse(Path path, Pack pack) throws IOException {
        var builder = new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().setup();
        try (var mirror = new BoundedRepository(builder, 1 << 16);
                ObjectInserter inserter = mirror.newObjectInserter()) {
            inserter.newPackParser(new ByteArrayInputStream(pack.bytes()))
                    .parse(mirror.boundDeltas());
        }
    }

    private String tagOf(String commit) throws IOException {
        try (ObjectInserter inserter = origin.jgit().newObjectInserter()) {
            var tag = new TagBuilder();
            tag.setTag("v1");
            tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            tag.setTagger(new PersonIdent("Ada", "ada@example.org"));
            tag.setMessage("one");
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id.name();
        }
    }

    private String noise() {
        var text = new StringBuilder();
        var random = new Random(1);
        while (text.length() < 60_000) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return origin.commit(Files.of("noise", text.toString()));
    }

    private FetchOutcome bring(String head) throws InterruptedException {
        origin.ref("refs/heads/main", head);
        return mirrors(config().givingUpSoon()).bring(REPOSITORY, Wanted.branch(head, "main"));
    }

    private Mirroring config() {
        return Mirroring.of(directory.resolve("cache"), server.api());
    }

    private static Mirrors mirrors(Mirroring config) {
        return new Mirrors(config, AppSettings.NONE, Duration.ofMillis(20));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A difference that repeats the beginning of what it is applied to. */
    private static byte[] copies(int base, int length, int times) {
        var delta = new ByteArrayOutputStream();
        size(delta, base);
        size(delta, (long) length * times);
        for (int i = 0; i < times; i++) {
            delta.write(0x80 | 0x70);
            delta.write(length);
            delta.write(length >> 8);
            delta.write(length >> 16);
        }
        return delta.toByteArray();
    }

    private static void size(OutputStream out, long size) {
        try {
            long left = size;
            for (; left > 0x7f; left >>= 7) {
                out.write((int) (left & 0x7f) | 0x80);
            }
            out.write((int) left);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A pack made by hand. */
    private static final class Pack {

        private static final int OFS_DELTA = 6;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int last;

        Pack(int count) {
            bytes.writeBytes("PACK".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(ByteBuffer.allocate(8).putInt(2).putInt(count).array());
        }

        void add(int type, byte[] content) throws IOException {
            last = bytes.size();
            header(type, content.length);
            deflate(content);
        }

        /** To what was added before it. */
        void addDelta(byte[] delta) throws IOException {
            int at = bytes.size();
            int offset = at - last;
            last = at;
            header(OFS_DELTA, delta.length);
            byte[] backwards = new byte[8];
            int from = backwards.length - 1;
            backwards[from] = (byte) (offset & 0x7f);
            for (int left = offset >> 7; left > 0; left >>= 7) {
                left--;
                backwards[--from] = (byte) (0x80 | (left & 0x7f));
            }
            bytes.write(backwards, from, backwards.length - from);
            deflate(delta);
        }

        private void header(int type, int size) {
            int rest = size >> 4;
            bytes.write((rest > 0 ? 0x80 : 0) | (type << 4) | (size & 0xf));
            for (; rest > 0; rest >>= 7) {
                bytes.write((rest > 0x7f ? 0x80 : 0) | (rest & 0x7f));
            }
        }

        private void deflate(byte[] content) throws IOException {
            var deflated = new DeflaterOutputStream(bytes);
            deflated.write(content);
            deflated.finish();
        }

        byte[] bytes() {
            try {
                var whole = new ByteArrayOutputStream();
                bytes.writeTo(whole);
                whole.write(MessageDigest.getInstance("SHA-1").digest(bytes.toByteArray()));
                return whole.toByteArray();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        void sendTo(OutputStream body) throws IOException {
            send(bytes(), body);
        }

        static void send(byte[] all, OutputStream body) throws IOException {
            var lines = new PacketLineOut(body);
            lines.writeString("packfile\n");
            for (int from = 0; from < all.length; from += 60_000) {
                int length = Math.min(60_000, all.length - from);
                byte[] line = new byte[length + 1];
                line[0] = 1;
                System.arraycopy(all, from, line, 1, length);
                lines.writePacket(line);
            }
            lines.end();
        }
    }
}
