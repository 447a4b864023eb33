package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFailure;
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

    private int entries;
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
        if (++entries > limits.files()) {
            throw limit("more than " + limits.files() + " files and directories");
        }
        if (walk.getPathLength() > limits.pathLength()) {
            throw limit("a path of more than " + limits.pathLength() + " bytes");
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
        if (bytes > limits.bytes()) {
            throw limit("files of more than " + limits.bytes() + " bytes together");
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

    private static UnreadableRevisionException limit(String what) {
        return new UnreadableRevisionException(ScanFailure.LIMIT, "the tree has " + what);
    }
}
