package dev.sluice.scanners.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Fact;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.scanners.fixture.WordScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {

    private static final List<dev.sluice.scanners.spi.Scanner> SCANNERS =
            List.of(new WordScanner("words", "bad"));

    @TempDir Path directory;

    @Test
    void comparesTheCheckedOutBranchWithItsBase() throws Exception {
        try (Git git = repository()) {
            commit(git, "old.txt", "bad");
            git.checkout().setCreateBranch(true).setName("topic").call();
            commit(git, "new.txt", "bad");
        }

        List<Fact> facts = scan("main");

        assertThat(facts)
                .extracting(Fact::getClass)
                .containsExactly(ChangeDescribed.class, ScanReported.class, ScanCompleted.class);
        var reported = (ScanReported) facts.get(1);
        assertThat(reported.findings())
                .extracting(finding -> finding.location().path() + " " + finding.baselineState())
                .containsExactly(
                        "new.txt " + BaselineState.NEW, "old.txt " + BaselineState.UNCHANGED);
    }

    @Test
    void countsEverythingAsNewWithoutABase() throws Exception {
        try (Git git = repository()) {
            commit(git, "gone.txt", "bad");
            git.rm().addFilepattern("gone.txt").call();
            commit(git, "old.txt", "bad");
        }

        List<Fact> facts = scan(null);

        assertThat(((ChangeDescribed) facts.get(0)).baselineSha()).isNull();
        assertThat(((ScanReported) facts.get(1)).findings())
                .extracting(finding -> finding.location().path() + " " + finding.baselineState())
                .containsExactly("old.txt " + BaselineState.NEW);
    }

    @Test
    void opensFromADirectoryInsideTheWorkingTree() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "fine");
        }
        Path inside = Files.createDirectories(directory.resolve("a/b"));

        try (var local = LocalRepository.open(inside)) {
            assertThat(local.resolve("HEAD")).hasSize(40);
        }
    }

    @Test
    void countsWhatIsNotCommitted() throws Exception {
        try (Git git = repository()) {
            commit(git, "tracked.txt", "one");
            commit(git, ".gitignore", "*.log\n");
        }
        Files.writeString(directory.resolve("tracked.txt"), "two, and longer");
        Files.writeString(directory.resolve("untracked.txt"), "three");
        Files.writeString(directory.resolve("ignored.log"), "four");

        try (var local = LocalRepository.open(directory)) {
            assertThat(local.uncommittedFiles()).hasValue(2);
        }
    }

    @Test
    void runsNoFilterThatConfigurationAndAttributesName() throws Exception {
        Path canary = directory.resolve("canary");
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
            commit(git, ".gitattributes", "*.txt filter=evil\n");
            StoredConfig config = git.getRepository().getConfig();
            for (String program : List.of("clean", "smudge", "process")) {
                config.setString(
                        ConfigConstants.CONFIG_FILTER_SECTION, "evil", program, "touch " + canary);
            }
            config.save();
        }
        Files.writeString(directory.resolve("a.txt"), "two");

        try (var local = LocalRepository.open(directory)) {
            assertThat(local.uncommittedFiles()).hasValue(1);
            local.scan(null, "HEAD", SCANNERS, fact -> {});
        }

        assertThat(canary).doesNotExist();
    }

    /** A clone that somebody was given: its configuration and hooks are theirs, too. */
    @Test
    void runsNothingElseThatARepositoryNames() throws Exception {
        Path canary = directory.resolve("canary");
        Path program = directory.resolve("program");
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
            commit(
                    git,
                    ".gitattributes",
                    "* working-tree-encoding=UTF-16 diff=evil merge=evil text eol=crlf\n");
            commit(
                    git,
                    ".gitmodules",
                    "[submodule \"s\"]\n\tpath = -x\n\turl = -u./program\n\tupdate = !./program\n");
            StoredConfig config = git.getRepository().getConfig();
            for (String key :
                    List.of("fsmonitor", "sshCommand", "pager", "editor", "gitProxy", "askPass")) {
                config.setString("core", null, key, program.toString());
            }
            config.setString("core", null, "hooksPath", directory.toString());
            config.setString("diff", "evil", "textconv", program.toString());
            config.setString("diff", "evil", "command", program.toString());
            config.setString("merge", "evil", "driver", program.toString());
            config.setString("alias", null, "scan", "!" + program);
            config.setString("credential", null, "helper", program.toString());
            config.setString("gpg", null, "program", program.toString());
            config.save();
        }
        for (String hook : List.of("post-checkout", "post-index-change", "fsmonitor-watchman")) {
            script(directory.resolve(".git/hooks").resolve(hook), canary);
            script(directory.resolve(hook), canary);
        }
        script(program, canary);

        try (var local = LocalRepository.open(directory)) {
            local.uncommittedFiles();
            local.scan("HEAD~1", "HEAD", SCANNERS, fact -> {});
        }

        assertThat(canary).doesNotExist();
    }

    private static void script(Path file, Path canary) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\ntouch " + canary + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void leavesTheRepositoryAsItIs() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
        }
        Files.writeString(directory.resolve("a.txt"), "two");
        Map<Path, FileTime> before = times();

        try (var local = LocalRepository.open(directory)) {
            local.uncommittedFiles();
            local.scan(null, "HEAD", SCANNERS, fact -> {});
        }

        assertThat(times()).isEqualTo(before);
    }

    @Test
    void looksAtNoCommitGraph() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
            StoredConfig config = git.getRepository().getConfig();
            config.setBoolean("core", null, "commitGraph", true);
            config.save();
        }
        Path graph = directory.resolve(".git/objects/info/commit-graph");
        Files.createDirectories(graph.getParent());
        // one chunk of 2 GB, which JGit would make room for
        ByteBuffer content = ByteBuffer.allocate(4096).put("CGPH".getBytes(US_ASCII));
        content.put(new byte[] {1, 1, 1, 0}).put("OIDF".getBytes(US_ASCII)).putLong(32);
        content.putInt(0).putLong(32L + Integer.MAX_VALUE - 8);
        Files.write(graph, content.array());

        Logger jgit = Logger.getLogger("org.eclipse.jgit");
        var said = new ListHandler();
        jgit.addHandler(said);
        try {
            assertThat(scan(null)).hasSize(2);
        } finally {
            jgit.removeHandler(said);
        }
        assertThat(said.messages).isEmpty();
    }

    private static final class ListHandler extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void saysThatThePathDoesNotExist() {
        assertRefused(directory.resolve("nowhere"), "nowhere does not exist");
    }

    @Test
    void saysThatThereIsNoRepository() {
        assertRefused(directory, "is not in a git repository; sluice scan needs one");
    }

    @Test
    void saysThatThereAreNoCommits() throws Exception {
        repository().close();

        assertRefused(directory, "has no commits yet");
    }

    @Test
    void saysThatTheObjectFormatIsNotSupported() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
            StoredConfig config = git.getRepository().getConfig();
            config.setInt("core", null, "repositoryformatversion", 1);
            config.setString("extensions", null, "objectformat", "sha256");
            config.save();
        }

        assertRefused(directory, "uses the object format sha256, which is not supported");
    }

    @Test
    void saysWhichRevisionIsUnknown() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
        }

        try (var local = LocalRepository.open(directory)) {
            for (String ref : List.of("no-such-branch", "HEAD~9", "^^{{", "", "f".repeat(40))) {
                assertThatThrownBy(() -> local.resolve(ref))
                        .isInstanceOf(LocalRepositoryException.class)
                        .hasMessageStartingWith("unknown revision " + ref);
            }
        }
    }

    @Test
    void saysThatTheGitFilePointsNowhere() throws Exception {
        Files.writeString(directory.resolve(".git"), "gitdir: /nowhere/at/all\n");

        assertRefused(directory, "is not a git repository that can be read");
    }

    @Test
    void saysThatTheHeadIsDamaged() throws Exception {
        String head;
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
            head = git.getRepository().resolve("HEAD").name();
        }
        Path object =
                directory.resolve(".git/objects/" + head.substring(0, 2) + "/" + head.substring(2));
        Files.delete(object);
        Files.writeString(object, "not an object");

        try (var local = LocalRepository.open(directory)) {
            assertThatThrownBy(() -> local.resolve("HEAD"))
                    .isInstanceOf(LocalRepositoryException.class)
                    .hasMessageEndingWith(
                            "cannot be read: objects are missing or damaged; try git fsck");
        }
    }

    @Test
    void scansWithoutAnIndexThatCanBeRead() throws Exception {
        try (Git git = repository()) {
            commit(git, "a.txt", "one");
        }
        Files.writeString(directory.resolve(".git/index"), "not an index");

        try (var local = LocalRepository.open(directory)) {
            assertThat(local.uncommittedFiles()).isEmpty();
        }
        assertThat(scan(null)).isNotEmpty();
    }

    private void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> LocalRepository.open(path).close())
                .isInstanceOf(LocalRepositoryException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private Map<Path, FileTime> times() throws IOException {
        var times = new TreeMap<Path, FileTime>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private List<Fact> scan(@Nullable String base) throws Exception {
        var facts = new ArrayList<Fact>();
        try (var local = LocalRepository.open(directory)) {
            local.scan(base, "HEAD", SCANNERS, facts::add);
        }
        return facts;
    }

    private Git repository() throws GitAPIException {
        return Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call();
    }

    private void commit(Git git, String path, String text) throws IOException, GitAPIException {
        Files.writeString(directory.resolve(path), text);
        git.add().addFilepattern(path).call();
        git.commit()
                .setMessage(path)
                .setAuthor("Ada", "ada@example.org")
                .setCommitter("Ada", "ada@example.org")
                .setSign(false)
                .call();
    }
}
