package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds the file versions that commits bring: those that none of their parents has. Counts over all
 * commits of one range.
 */
final class CommitVersions {

    /** Of an octopus merge; comparing with fewer parents shows more files, never fewer. */
    private static final int MAX_PARENTS = 16;

    private final ReadLimits limits;
    private final IgnoreRules ignore;
    private final Blobs blobs;

    private long files;
    private long entries;
    private long longPaths;
    private long deepDirectories;
    private int cutCommits;

    CommitVersions(ReadLimits limits, IgnoreRules ignore, Blobs blobs) {
        this.limits = limits;
        this.ignore = ignore;
        this.blobs = blobs;
    }

    /** Whether there is no room for another version. */
    boolean isFull() {
        return files >= limits.of(Limit.RANGE_FILES) || entries >= limits.of(Limit.RANGE_ENTRIES);
    }

    /** A commit is not looked at, or not to its end, because there is no room. */
    void leaveOut() {
        cutCommits++;
    }

    List<TreeFile> of(RevWalk walk, RevCommit commit) throws IOException, InterruptedException {
        var versions = new ArrayList<TreeFile>();
        int parents = Math.min(commit.getParentCount(), MAX_PARENTS);
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.setFilter(TreeFilter.ANY_DIFF);
            trees.addTree(commit.getTree());
            for (int i = 0; i < parents; i++) {
                trees.addTree(walk.parseCommit(commit.getParent(i)).getTree());
            }
            if (parents == 0) {
                trees.addTree(new EmptyTreeIterator());
            }
            while (trees.next()) {
                Interrupts.check();
                if (isFull()) {
                    leaveOut();
                    break;
                }
                entries++;
                if (isNewHere(trees)) {
                    add(trees, versions);
                }
            }
        }
        return versions;
    }

    private static boolean isNewHere(TreeWalk trees) {
        for (int parent = 1; parent < trees.getTreeCount(); parent++) {
            if (trees.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    private void add(TreeWalk trees, List<TreeFile> versions) throws IOException {
        FileMode mode = trees.getFileMode(0);
        if (FileMode.TREE.equals(mode)) {
            enter(trees);
        } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
            addFile(trees, versions);
        }
    }

    private void enter(TreeWalk trees) throws IOException {
        if (trees.getDepth() >= limits.of(Limit.TREE_DEPTH)) {
            deepDirectories++;
        } else {
            trees.enterSubtree();
        }
    }

    private void addFile(TreeWalk trees, List<TreeFile> versions) throws IOException {
        if (trees.getPathLength() > limits.of(Limit.PATH_BYTES)) {
            longPaths++;
            return;
        }
        String path = trees.getPathString();
        if (ignore.matchWithParents(path)) {
            return;
        }
        Blobs.Blob blob = blobs.look(trees.getObjectId(0));
        if (!blob.lfsPointer()) {
            files++;
            versions.add(blobs.file(blob, path));
        }
    }

    List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        if (cutCommits > 0) {
            Limit reached =
                    files >= limits.of(Limit.RANGE_FILES) ? Limit.RANGE_FILES : Limit.RANGE_ENTRIES;
            gaps.add(
                    reached.leavesOut(
                            GapKind.HISTORY,
                            "the commits of the range change too many files to look at all",
                            cutCommits));
        }
        if (longPaths > 0) {
            gaps.add(
                    Limit.PATH_BYTES.leavesOut(
                            GapKind.HISTORY, "paths in commits are too long", longPaths));
        }
        if (deepDirectories > 0) {
            gaps.add(
                    Limit.TREE_DEPTH.leavesOut(
                            GapKind.HISTORY,
                            "directories in commits are too deep",
                            deepDirectories));
        }
        return gaps;
    }
}
