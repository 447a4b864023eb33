package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lists the commits of a range with the file versions each brings; made for one listing. */
final class RangeLister {

    /** Of an octopus merge; comparing with fewer parents shows more files, never fewer. */
    private static final int MAX_PARENTS = 16;

    /** Of a commit message, in characters. */
    private static final int MAX_MESSAGE = 1 << 20;

    private final ReadLimits limits;
    private final IgnoreRules ignore;
    private final Blobs blobs;
    private final Deque<RangeCommit> commits = new ArrayDeque<>();

    private int count;
    private int files;
    private int leftOut;
    private int longMessages;
    private boolean shallow;

    RangeLister(ReadLimits limits, IgnoreRules ignore, Blobs blobs) {
        this.limits = limits;
        this.ignore = ignore;
        this.blobs = blobs;
    }

    /** The walk is set up with its start and end; it yields the newest commit first. */
    CommitRange list(RevWalk walk, Set<ObjectId> shallowCommits)
            throws IOException, InterruptedException {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.COMMIT_TIME_DESC, true);
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            Interrupts.check();
            count++;
            shallow |= shallowCommits.contains(commit);
            if (commits.size() < limits.commits() && files < limits.rangeFiles()) {
                commits.addFirst(read(walk, commit));
            } else {
                leftOut++;
            }
            commit.disposeBody();
        }
        return new CommitRange(count, List.copyOf(commits), gaps());
    }

    private RangeCommit read(RevWalk walk, RevCommit commit)
            throws IOException, InterruptedException {
        walk.parseBody(commit);
        var versions = new ArrayList<TreeFile>();
        int parents = Math.min(commit.getParentCount(), MAX_PARENTS);
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            trees.addTree(commit.getTree());
            for (int i = 0; i < parents; i++) {
                trees.addTree(walk.parseCommit(commit.getParent(i)).getTree());
            }
            if (parents == 0) {
                trees.addTree(new EmptyTreeIterator());
            }
            while (trees.next() && files < limits.rangeFiles()) {
                Interrupts.check();
                if (isNewHere(trees)) {
                    add(trees, versions);
                }
            }
        }
        return new RangeCommit(commit.name(), message(commit), versions);
    }

    private String message(RevCommit commit) {
        String message = commit.getFullMessage();
        if (message.length() <= MAX_MESSAGE) {
            return message;
        }
        longMessages++;
        return message.substring(0, MAX_MESSAGE);
    }

    private static boolean isNewHere(TreeWalk trees) {
        FileMode mode = trees.getFileMode(0);
        if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
            return false;
        }
        for (int parent = 1; parent < trees.getTreeCount(); parent++) {
            if (trees.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    private void add(TreeWalk trees, List<TreeFile> versions) throws IOException {
        String path = trees.getPathString();
        if (trees.getPathLength() > limits.pathLength() || ignore.matchWithParents(path)) {
            return;
        }
        Blobs.Blob blob = blobs.look(trees.getObjectId(0));
        if (!blob.lfsPointer()) {
            files++;
            versions.add(blobs.file(blob, path));
        }
    }

    private List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        if (leftOut > 0) {
            gaps.add(
                    new Gap(
                            GapKind.HISTORY,
                            "only the newest commits of the range were looked at",
                            leftOut));
        }
        if (files >= limits.rangeFiles()) {
            gaps.add(
                    new Gap(
                            GapKind.HISTORY,
                            "the commits of the range change too many files to look at all",
                            1));
        }
        if (longMessages > 0) {
            gaps.add(new Gap(GapKind.HISTORY, "commit messages were cut", longMessages));
        }
        if (shallow) {
            gaps.add(new Gap(GapKind.HISTORY, "the clone is shallow and lacks commits", 1));
        }
        return gaps;
    }
}
