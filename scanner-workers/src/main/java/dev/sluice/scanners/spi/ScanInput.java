package dev.sluice.scanners.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner may look at. Trees already leave out what trusted configuration excludes.
 *
 * @param head the tree to judge
 * @param baseline the tree to compare with; null when everything counts as new
 * @param commits the commits between baseline and head, oldest first, without merges' unchanged
 *     sides; their file versions may be in neither tree
 */
public record ScanInput(Tree head, @Nullable Tree baseline, List<RangeCommit> commits) {
    public ScanInput {
        commits = List.copyOf(commits);
    }
}
