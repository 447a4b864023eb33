package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.scanners.spi.Tree;
import java.util.List;

/** A tree and what was left out of it. */
public record ListedTree(Tree tree, List<Gap> gaps) {
    public ListedTree {
        gaps = List.copyOf(gaps);
    }
}
