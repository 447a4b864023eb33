package dev.sluice.scanners.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFailure;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.spi.RangeCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every limit at its border: what is just within goes through, what is just beyond is told. */
@Timeout(600)
class LimitTest {

    @TempDir Path directory;

    private GitRepository git;

    @BeforeEach
    void create() {
        git = GitRepository.create(directory.resolve("repository.git"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void boundsFilesAndDirectories() throws Exception {
        String commit = git.commit(Files.of("a", "12").and("b", "34").and("c/d", "5"));

        assertThat(tree(commit, Limit.TREE_ENTRIES, 4).tree().files()).hasSize(3);
        assertEnds(
                commit,
                Limit.TREE_ENTRIES,
                3,
                "the tree has more than 3 files and directories (limit tree-entries)");
    }

    @Test
    void boundsTheBytesOfAllFiles() throws Exception {
        String commit = git.commit(Files.of("a", "12").and("b", "34").and("c/d", "5"));

        assertThat(tree(commit, Limit.TREE_BYTES, 5).tree().files()).hasSize(3);
        assertEnds(
                commit,
                Limit.TREE_BYTES,
                4,
                "the tree has files of more than 4 bytes together (limit tree-bytes)");
    }

    @Test
    void boundsPaths() throws Exception {
        String commit = git.commit(Files.of("c/d", "5"));

        assertThat(tree(commit, Limit.PATH_BYTES, 3).tree().files()).hasSize(1);
        assertEnds(
                commit,
                Limit.PATH_BYTES,
                2,
                "the tree has a path of more than 2 bytes (limit path-bytes)");
    }

    @Test
    void boundsDirectoriesInEachOther() throws Exception {
        String commit = git.commit(Files.of("a/b/c", "5"));

        assertThat(tree(commit, Limit.TREE_DEPTH, 2).tree().files()).hasSize(1);
        assertEnds(
                commit,
                Limit.TREE_DEPTH,
                1,
                "the tree has more than 1 directories in each other (limit tree-depth)");
    }

    @Test
    void boundsTheCommitsOfARange() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = git.commit(Files.of("a", "2"), git.commit(Files.of("a", "1"), base));

        assertThat(range(base, tip, Limit.RANGE_COMMITS, 2).gaps()).isEmpty();
        assertGap(
                range(base, tip, Limit.RANGE_COMMITS, 1),
                "only the newest commits of the range were looked at (limit range-commits)",
                1);
    }

    @Test
    void boundsTheFileVersionsOfARange() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = git.commit(Files.of("a", "1").and("b", "2"), base);

        CommitRange within = range(base, tip, Limit.RANGE_FILES, 2);
        CommitRange beyond = range(base, tip, Limit.RANGE_FILES, 1);

        assertThat(within.gaps()).isEmpty();
        assertThat(versions(within)).isEqualTo(2);
        assertThat(versions(beyond)).isEqualTo(1);
        assertGap(
                beyond,
                "the commits of the range change too many files to look at all (limit range-files)",
                1);
    }

    @Test
    void boundsWhatARangeWalksThrough() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = git.commit(Files.of("a", "0").and("b/c/d", "2"), base);

        assertThat(range(base, tip, Limit.RANGE_ENTRIES, 3).gaps()).isEmpty();
        assertGap(
                range(base, tip, Limit.RANGE_ENTRIES, 2),
                "the commits of the range change too many files to look at all"
                        + " (limit range-entries)",
                1);
    }

    @Test
    void namesPathsOfARangeThatAreTooLongOrTooDeep() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = git.commit(Files.of("a", "0").and("b/cd", "2"), base);

        assertThat(range(base, tip, Limit.PATH_BYTES, 4).gaps()).isEmpty();
        assertGap(
                range(base, tip, Limit.PATH_BYTES, 3),
                "paths in commits are too long (limit path-bytes)",
                1);
        String deeper = git.commit(Files.of("a", "0").and("b/c/d", "2"), base);
        assertThat(range(base, deeper, Limit.TREE_DEPTH, 2).gaps()).isEmpty();
        assertGap(
                range(base, deeper, Limit.TREE_DEPTH, 1),
                "directories in commits are too deep (limit tree-depth)",
                1);
    }

    @Test
    void boundsMessages() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = git.commit("12345", Files.of("a", "1"), base);

        assertThat(messages(range(base, tip, Limit.MESSAGE_BYTES, 5))).containsExactly("12345");
        CommitRange cut = range(base, tip, Limit.MESSAGE_BYTES, 4);
        assertThat(messages(cut)).containsExactly("1234");
        assertGap(cut, "commit messages were cut (limit message-bytes)", 1);
    }

    /** Ten directories, each with ten names for the next: ten thousand million paths, one blob. */
    @Test
    void endsAtAGitBomb() throws Exception {
        ObjectId id = git.blob("boom".getBytes(StandardCharsets.UTF_8));
        FileMode mode = FileMode.REGULAR_FILE;
        for (int level = 0; level < 10; level++) {
            var tree = new TreeFormatter();
            for (int entry = 0; entry < 10; entry++) {
                tree.append("d" + entry, mode, id);
            }
            id = git.tree(tree);
            mode = FileMode.TREE;
        }
        String base = git.commit(Files.of("a", "0"));
        String bomb = git.commitTree(id, base);

        assertEnds(
                bomb,
                Limit.TREE_ENTRIES,
                10_000,
                "the tree has more than 10000 files and directories (limit tree-entries)");
        assertGap(
                range(base, bomb, Limit.RANGE_ENTRIES, 10_000),
                "the commits of the range change too many files to look at all"
                        + " (limit range-entries)",
                1);
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            Difference difference = view.difference(base, bomb);
            assertThat(difference.files()).hasSizeBetween(5_001, 20_000);
            assertThat(difference.truncated()).isTrue();
        }
    }

    /** The same of empty directories: there is not one file to count. */
    @Test
    void endsAtAGitBombWithoutFiles() throws Exception {
        ObjectId id = git.tree(new TreeFormatter());
        for (int level = 0; level < 10; level++) {
            var tree = new TreeFormatter();
            for (int entry = 0; entry < 10; entry++) {
                tree.append("d" + entry, FileMode.TREE, id);
            }
            id = git.tree(tree);
        }
        String base = git.commit(Files.of("a", "0"));
        String bomb = git.commitTree(id, base);

        assertEnds(
                bomb,
                Limit.TREE_ENTRIES,
                10_000,
                "the tree has more than 10000 files and directories (limit tree-entries)");
        assertThat(range(base, bomb, Limit.RANGE_ENTRIES, 10_000).gaps()).hasSize(1);
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT)) {
            assertThat(view.difference(base, bomb).truncated()).isTrue();
        }
    }

    @Test
    void endsAtDirectoriesFiveThousandDeep() throws Exception {
        String deep = git.commitTree(nested(5_000));

        assertThatThrownBy(() -> tree(deep, Limit.TREE_ENTRIES, 10_000))
                .hasMessage(
                        "the tree has more than 500 directories in each other (limit tree-depth)");
    }

    /** In one pack, because as many files would take long. */
    private ObjectId nested(int levels) throws IOException {
        try (var inserter = ((ObjectDirectory) git.jgit().getObjectDatabase()).newPackInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
            FileMode mode = FileMode.REGULAR_FILE;
            for (int level = 0; level < levels; level++) {
                var tree = new TreeFormatter();
                tree.append("d", mode, id);
                id = inserter.insert(tree);
                mode = FileMode.TREE;
            }
            inserter.flush();
            return id;
        }
    }

    @Test
    void endsAtNamesOfFourThousandBytes() throws Exception {
        String within = git.commit(Files.of("n".repeat(4_096), "x"));
        String beyond = git.commit(Files.of("n".repeat(4_097), "x"));

        assertThat(tree(within, Limit.TREE_ENTRIES, 10).tree().files()).hasSize(1);
        assertEnds(
                beyond,
                Limit.TREE_ENTRIES,
                10,
                "the tree has a path of more than 4096 bytes (limit path-bytes)");
    }

    @Test
    void hasANameForEachThatIsNoOthers() {
        List<String> names = Arrays.stream(Limit.values()).map(Limit::wireName).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
    }

    @Test
    void isDocumented() throws Exception {
        String readme = java.nio.file.Files.readString(Path.of("README.md"));

        assertThat(Limit.values())
                .allSatisfy(limit -> assertThat(readme).contains("| `" + limit.wireName() + "` |"));
    }

    private ListedTree tree(String commit, Limit limit, long value) throws Exception {
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT.with(limit, value))) {
            return view.tree(commit, IgnoreRules.NONE);
        }
    }

    private CommitRange range(String base, String head, Limit limit, long value) throws Exception {
        try (var view = new RepositoryView(git.open(), ReadLimits.DEFAULT.with(limit, value))) {
            return view.range(base, head, IgnoreRules.NONE);
        }
    }

    private void assertEnds(String commit, Limit limit, long value, String message) {
        assertThatThrownBy(() -> tree(commit, limit, value))
                .isInstanceOfSatisfying(
                        UnreadableRevisionException.class,
                        e -> assertThat(e.reason()).isEqualTo(ScanFailure.LIMIT))
                .hasMessage(message);
    }

    private static void assertGap(CommitRange range, String detail, long count) {
        assertThat(range.gaps()).containsExactly(new Gap(GapKind.HISTORY, detail, count));
    }

    private static int versions(CommitRange range) {
        return range.commits().stream().mapToInt(commit -> commit.files().size()).sum();
    }

    private static List<String> messages(CommitRange range) {
        return range.commits().stream().map(RangeCommit::message).collect(Collectors.toList());
    }
}
