package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.spi.RangeCommit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** Lists the commits of a range with the file versions each brings; made for one listing. */
final class RangeLister {

    private final ReadLimits limits;
    private final CommitVersions versions;
    private final Deque<RangeCommit> commits = new ArrayDeque<>();

    private int count;
    private int leftOut;
    private int longMessages;

    RangeLister(ReadLimits limits, IgnoreRules ignore, Blobs blobs) {
        this.limits = limits;
        this.versions = new CommitVersions(limits, ignore, blobs);
    }

    /**
     * The walk is set up with its start and end; it yields the newest commit first.
     *
     * @param cut whether the repository lacks history that may belong here
     */
    CommitRange list(RevWalk walk, boolean cut) throws IOException, InterruptedException {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.COMMIT_TIME_DESC, true);
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            Interrupts.check();
            count++;
            if (commits.size() >= limits.of(Limit.RANGE_COMMITS)) {
                leftOut++;
            } else if (versions.isFull()) {
                versions.leaveOut();
            } else {
                commits.addFirst(read(walk, commit));
            }
            commit.disposeBody();
        }
        return new CommitRange(count, List.copyOf(commits), gaps(cut));
    }

    private RangeCommit read(RevWalk walk, RevCommit commit)
            throws IOException, InterruptedException {
        walk.parseBody(commit);
        var message = CommitMessage.of(commit, limits.of(Limit.MESSAGE_BYTES));
        longMessages += message.isCut() ? 1 : 0;
        return new RangeCommit(commit.name(), message.text(), versions.of(walk, commit));
    }

    private List<Gap> gaps(boolean cut) {
        var gaps = new ArrayList<Gap>();
        if (leftOut > 0) {
            gaps.add(
                    Limit.RANGE_COMMITS.leavesOut(
                            GapKind.HISTORY,
                            "only the newest commits of the range were looked at",
                            leftOut));
        }
        gaps.addAll(versions.gaps());
        if (longMessages > 0) {
            gaps.add(
                    Limit.MESSAGE_BYTES.leavesOut(
                            GapKind.HISTORY, "commit messages were cut", longMessages));
        }
        if (cut) {
            gaps.add(new Gap(GapKind.HISTORY, "the clone is shallow and lacks commits", 1));
        }
        return gaps;
    }
}
