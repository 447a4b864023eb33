package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Lists the files of one commit and counts what is none; made for one listing. */
final class TreeLister {

    private final ReadLimits limits;
    private final IgnoreRules ignore;
    private final Blobs blobs;
    private final List<TreeFile> files = new ArrayList<>();

    private long entries;
    private long bytes;
    private long ignored;
    private long lfsPointers;
    private long submodules;
    private long links;

    TreeLister(ReadLimits limits, IgnoreRules ignore, Blobs blobs) {
        this.limits = limits;
        this.ignore = ignore;
        this.blobs = blobs;
    }

    ListedTree list(RevCommit commit, ObjectReader reader)
            throws IOException, UnreadableRevisionException, InterruptedException {
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            @Nullable String ignoredDirectory = null;
            while (walk.next()) {
                count(walk);
                String path = walk.getPathString();
                if (ignoredDirectory != null && !path.startsWith(ignoredDirectory)) {
                    ignoredDirectory = null;
                }
                if (walk.isSubtree()) {
                    if (ignoredDirectory == null && ignore.match(path, true)) {
                        ignoredDirectory = path + "/";
                    }
                    walk.enterSubtree();
                } else if (ignoredDirectory != null || ignore.match(path, false)) {
                    ignored++;
                } else {
                    add(walk, path);
                }
            }
        }
        return new ListedTree(new CommitTree(commit.name(), files), gaps());
    }

    private void count(TreeWalk walk) throws UnreadableRevisionException, InterruptedException {
        Interrupts.check();
        if (++entries > limits.of(Limit.TREE_ENTRIES)) {
            throw Limit.TREE_ENTRIES.ends(
                    "the tree has more than "
                            + limits.of(Limit.TREE_ENTRIES)
                            + " files and directories");
        }
        if (walk.getPathLength() > limits.of(Limit.PATH_BYTES)) {
            throw Limit.PATH_BYTES.ends(
                    "the tree has a path of more than " + limits.of(Limit.PATH_BYTES) + " bytes");
        }
        if (walk.isSubtree() && walk.getDepth() >= limits.of(Limit.TREE_DEPTH)) {
            throw Limit.TREE_DEPTH.ends(
                    "the tree has more than "
                            + limits.of(Limit.TREE_DEPTH)
                            + " directories in each other");
        }
    }

    private void add(TreeWalk walk, String path) throws IOException, UnreadableRevisionException {
        FileMode mode = walk.getFileMode(0);
        if (FileMode.GITLINK.equals(mode)) {
            submodules++;
        } else if (FileMode.SYMLINK.equals(mode)) {
            links++;
        } else {
            addFile(blobs.look(walk.getObjectId(0)), path);
        }
    }

    private void addFile(Blobs.Blob blob, String path) throws UnreadableRevisionException {
        if (blob.lfsPointer()) {
            lfsPointers++;
            return;
        }
        bytes += blob.size();
        if (bytes > limits.of(Limit.TREE_BYTES)) {
            throw Limit.TREE_BYTES.ends(
                    "the tree has files of more than "
                            + limits.of(Limit.TREE_BYTES)
                            + " bytes together");
        }
        files.add(blobs.file(blob, path));
    }

    private List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        gap(gaps, GapKind.IGNORED, TrustedConfiguration.IGNORE_PATH + " leaves files out", ignored);
        gap(
                gaps,
                GapKind.LFS,
                "the content of Git LFS files is not in the repository",
                lfsPointers);
        gap(gaps, GapKind.SUBMODULE, "submodules are not followed", submodules);
        gap(gaps, GapKind.SYMLINK, "symbolic links are not followed", links);
        return gaps;
    }

    private static void gap(List<Gap> gaps, GapKind kind, String detail, long count) {
        if (count > 0) {
            gaps.add(new Gap(kind, detail, count));
        }
    }
}
