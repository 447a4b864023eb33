package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.scanners.spi.RangeCommit;
import java.util.List;

/**
 * The commits between a baseline and a head, oldest first, and what was left out.
 *
 * @param count how many there are, also where not all are listed
 */
public record CommitRange(int count, List<RangeCommit> commits, List<Gap> gaps) {

    /** No commits. */
    public static final CommitRange EMPTY = new CommitRange(0, List.of(), List.of());

    public CommitRange {
        commits = List.copyOf(commits);
        gaps = List.copyOf(gaps);
    }
}
