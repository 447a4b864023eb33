package dev.sluice.scanners.git;

import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.util.List;

/** The files of a commit. */
record CommitTree(String sha, List<TreeFile> files) implements Tree {
    CommitTree {
        files = List.copyOf(files);
    }
}
