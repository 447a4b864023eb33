package dev.sluice.scanners.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.ChangedFile;
import dev.sluice.events.FileStatus;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Entry;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryViewTest {

    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:"
                    + "a".repeat(64)
                    + "\nsize 12345\n";

    @TempDir Path directory;

    private GitRepository git;
    private RepositoryView view;

    @BeforeEach
    void create() {
        git = GitRepository.create(directory.resolve("repository.git"));
        view = new RepositoryView(git.open(), ReadLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        view.close();
        git.close();
    }

    @Test
    void ancestorsFollowTheFirstParent() throws Exception {
        String first = git.commit(Files.of("a", "1"));
        String side = git.commit(Files.of("a", "2"), first);
        String second = git.commit(Files.of("a", "3"), first);
        String merge = git.commit(Files.of("a", "4"), second, side);

        assertThat(view.ancestors(merge, 10)).containsExactly(merge, second, first);
        assertThat(view.ancestors(merge, 2)).containsExactly(merge, second);
        assertThat(view.ancestors(first, 2)).containsExactly(first);
    }

    @Test
    void listsRegularFilesInPathOrder() throws Exception {
        String commit = git.commit(Files.of("b/c.txt", "12345").and("a.txt", ""));

        List<TreeFile> files = view.tree(commit, IgnoreRules.NONE).tree().files();

        assertThat(files).extracting(TreeFile::path).containsExactly("a.txt", "b/c.txt");
        assertThat(files).extracting(TreeFile::size).containsExactly(0L, 5L);
        assertThat(files.get(1).read(5)).isEqualTo("12345".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> files.get(1).read(4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverReadsWhatLinksAndSubmodulesPointTo() throws Exception {
        String commit =
                git.commit(
                        Files.of(".gitmodules", "[submodule \"s\"]\n\turl = ../../elsewhere\n")
                                .and("outside", Entry.link("/etc/passwd"))
                                .and("loop", Entry.link("loop"))
                                .and("module", Entry.submodule()));

        ListedTree listed = view.tree(commit, IgnoreRules.NONE);

        assertThat(listed.tree().files()).extracting(TreeFile::path).containsExactly(".gitmodules");
        assertThat(listed.gaps())
                .containsExactly(
                        new Gap(GapKind.SUBMODULE, "submodules are not followed", 1),
                        new Gap(GapKind.SYMLINK, "symbolic links are not followed", 2));
    }

    @Test
    void reportsPointersOfLfsInsteadOfReadingThem() throws Exception {
        String commit =
                git.commit(Files.of("big.bin", POINTER).and("notes.txt", "about " + POINTER));

        ListedTree listed = view.tree(commit, IgnoreRules.NONE);

        assertThat(listed.tree().files()).extracting(TreeFile::path).containsExactly("notes.txt");
        assertThat(listed.gaps()).extracting(Gap::kind).containsExactly(GapKind.LFS);
    }

    @Test
    void leavesOutWhatRulesName() throws Exception {
        String commit =
                git.commit(
                        Files.of("docs/a.md", "1")
                                .and("docs/deep/b.md", "2")
                                .and("docsheet.md", "3")
                                .and("src/keep.gen", "4")
                                .and("src/x.gen", "5"));
        var rules = rules("docs/\n*.gen\n!keep.gen\n");

        ListedTree listed = view.tree(commit, rules);

        assertThat(listed.tree().files())
                .extracting(TreeFile::path)
                .containsExactly("docsheet.md", "src/keep.gen");
        assertThat(listed.gaps())
                .containsExactly(new Gap(GapKind.IGNORED, ".sluice/ignore leaves files out", 3));
    }

    @Test
    void findsWhereHistoriesPart() throws Exception {
        String root = git.commit(Files.of("a", "1"));
        String main = git.commit(Files.of("a", "2"), root);
        String topic = git.commit(Files.of("a", "3"), root);

        assertThat(view.mergeBase(topic, main)).isEqualTo(root);
        assertThat(view.mergeBase(topic, root)).isEqualTo(root);
    }

    @Test
    void takesOneOfSeveralMergeBasesAndAlwaysTheSame() throws Exception {
        String root = git.commit(Files.of("a", "0"));
        String one = git.commit(Files.of("a", "1"), root);
        String two = git.commit(Files.of("a", "2"), root);
        String left = git.commit(Files.of("a", "3"), one, two);
        String right = git.commit(Files.of("a", "4"), two, one);

        String base = view.mergeBase(left, right);

        assertThat(base).isIn(one, two);
        assertThat(view.mergeBase(left, right)).isEqualTo(base);
    }

    @Test
    void findsNoMergeBaseOfUnrelatedHistories() throws Exception {
        String one = git.commit(Files.of("a", "1"));
        String other = git.commit(Files.of("b", "2"));

        assertThat(view.mergeBase(one, other)).isNull();
    }

    @Test
    void tellsWhatChangesDoToFiles() throws Exception {
        String text =
                Stream.iterate(0, i -> i + 1)
                        .limit(50)
                        .map(i -> "line " + i + "\n")
                        .toList()
                        .toString();
        String base =
                git.commit(Files.of("changed", "1").and("gone", "something else").and("old", text));
        String head =
                git.commit(
                        Files.of("changed", "2").and("added", "brand").and("new", text + "!"),
                        base);

        Difference difference = view.difference(base, head);

        assertThat(difference.files())
                .containsExactly(
                        new ChangedFile("added", FileStatus.ADDED, null),
                        new ChangedFile("changed", FileStatus.MODIFIED, null),
                        new ChangedFile("gone", FileStatus.DELETED, null),
                        new ChangedFile("new", FileStatus.RENAMED, "old"));
    }

    @Test
    void givesARebasedPatchTheSameId() throws Exception {
        String one = git.commit(Files.of("a", "1\n").and("other", "x\n"));
        String onOne = git.commit(Files.of("a", "2\n").and("other", "x\n"), one);
        String two = git.commit(Files.of("a", "1\n").and("other", "y\n"), one);
        String onTwo = git.commit(Files.of("a", "2\n").and("other", "y\n"), two);
        String different = git.commit(Files.of("a", "3\n").and("other", "y\n"), two);

        String id = view.difference(one, onOne).patchId();

        assertThat(id).isNotNull().isEqualTo(view.difference(two, onTwo).patchId());
        assertThat(id).isNotEqualTo(view.difference(two, different).patchId());
    }

    @Test
    void countsEverythingAsAddedWithoutABaseline() throws Exception {
        String head = git.commit(Files.of("a", "1"));

        assertThat(view.difference(null, head))
                .isEqualTo(
                        new Difference(
                                List.of(new ChangedFile("a", FileStatus.ADDED, null)),
                                false,
                                null));
    }

    @Test
    void listsTheCommitsOfARangeOldestFirstWithWhatTheyBring() throws Exception {
        String base = git.commit(Files.of("a", "1").and("b", "1"));
        String first = git.commit("first", Files.of("a", "2").and("b", "1"), base);
        String second = git.commit("second", Files.of("b", "1").and("c/d", "3"), first);

        CommitRange range = view.range(base, second, IgnoreRules.NONE);

        assertThat(range.count()).isEqualTo(2);
        assertThat(range.commits())
                .extracting(RangeCommit::sha, RangeCommit::message, RepositoryViewTest::paths)
                .containsExactly(
                        tuple(first, "first", List.of("a")),
                        tuple(second, "second", List.of("c/d")));
    }

    @Test
    void countsOnlyWhatAMergeItselfBrings() throws Exception {
        String root = git.commit(Files.of("a", "0"));
        String main = git.commit(Files.of("a", "0").and("from-main", "1"), root);
        String topic = git.commit(Files.of("a", "0").and("from-topic", "1"), root);
        String merge =
                git.commit(
                        Files.of("a", "0")
                                .and("from-main", "1")
                                .and("from-topic", "1")
                                .and("from-merge", "1"),
                        topic,
                        main);

        CommitRange range = view.range(main, merge, IgnoreRules.NONE);

        assertThat(range.commits())
                .extracting(RepositoryViewTest::paths)
                .containsExactly(List.of("from-topic"), List.of("from-merge"));
    }

    @Test
    void leavesTheSameFilesOutOfCommitsAsOutOfTrees() throws Exception {
        String base = git.commit(Files.of("a", "1"));
        String head =
                git.commit(
                        Files.of("a", "1")
                                .and("docs/deep/b", "2")
                                .and("big", POINTER)
                                .and("link", Entry.link("a"))
                                .and("seen", "3"),
                        base);

        CommitRange range = view.range(base, head, rules("docs/"));

        assertThat(paths(range.commits().getFirst())).containsExactly("seen");
    }

    @Test
    void namesTheCommitsOfALongRangeThatItLeavesOut() throws Exception {
        String base = git.commit(Files.of("a", "0"));
        String tip = base;
        for (int i = 1; i <= 3; i++) {
            tip = git.commit(Files.of("a", "" + i), tip);
        }
        try (var limited =
                new RepositoryView(git.open(), ReadLimits.DEFAULT.with(Limit.RANGE_COMMITS, 2))) {

            CommitRange range = limited.range(base, tip, IgnoreRules.NONE);

            assertThat(range.count()).isEqualTo(3);
            assertThat(range.commits())
                    .hasSize(2)
                    .last()
                    .extracting(RangeCommit::sha)
                    .isEqualTo(tip);
            assertThat(range.gaps())
                    .containsExactly(
                            new Gap(
                                    GapKind.HISTORY,
                                    "only the newest commits of the range were looked at"
                                            + " (limit range-commits)",
                                    1));
        }
    }

    @Test
    void readsOneFileWithinALimit() throws Exception {
        String commit = git.commit(Files.of("dir/a", "12345").and("link", Entry.link("dir/a")));

        assertThat(view.file(commit, "dir/a", 5)).isPresent();
        assertThat(view.file(commit, "dir/b", 5)).isEmpty();
        assertUnreadable(commit, "dir/a", 4, "dir/a is larger than 4 bytes");
        assertUnreadable(commit, "link", 5, "link is not a regular file");
        assertUnreadable(commit, "dir", 5, "dir is not a regular file");
    }

    @Test
    void saysThatAnObjectIsMissing() {
        assertThatThrownBy(() -> view.tree("c".repeat(40), IgnoreRules.NONE))
                .isInstanceOf(BrokenRepositoryException.class)
                .hasMessage("object " + "c".repeat(40) + " is missing in the repository");
    }

    @Test
    void knowsCommitsFromOtherObjects() throws Exception {
        String commit = git.commit(Files.of("a", "1"));
        ObjectId tree = git.jgit().resolve(commit + "^{tree}");

        assertThat(view.hasCommit(commit)).isTrue();
        assertThat(view.hasCommit(tree.name())).isFalse();
        assertThat(view.hasCommit("c".repeat(40))).isFalse();
    }

    @Test
    void letsManyThreadsReadTheSameTree() throws Exception {
        var files = new Files();
        for (int i = 0; i < 200; i++) {
            files.and("f" + i, "content " + i);
        }
        List<TreeFile> listed = view.tree(git.commit(files), IgnoreRules.NONE).tree().files();

        Callable<Integer> readAll =
                () -> {
                    int bytes = 0;
                    for (TreeFile file : listed) {
                        bytes += file.read(100).length;
                    }
                    return bytes;
                };

        int expected = readAll.call();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var read : threads.invokeAll(Collections.nCopies(16, readAll))) {
                assertThat(read.get()).isEqualTo(expected);
            }
        }
    }

    private static List<String> paths(RangeCommit commit) {
        return commit.files().stream().map(TreeFile::path).toList();
    }

    private static IgnoreRules rules(String text) {
        return IgnoreRules.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertUnreadable(String commit, String path, int limit, String message) {
        assertThatThrownBy(() -> view.file(commit, path, limit))
                .isInstanceOf(UnreadableRevisionException.class)
                .hasMessage(message);
    }
}
