package dev.sluice.scanners.git;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Counts what differs between two trees before anything is compared, because comparing keeps
 * everything in memory and a few small trees can reach each other in billions of ways.
 */
final class Changes {

    /** Four times what an event names. */
    private static final int MANY = 4 * ChangeDescribed.MAX_FILES;

    /** Directories count as well: there may be no file in them at all. */
    private static final int MANY_ENTRIES = 2 * MANY;

    private Changes() {}

    /** The first changes where there are very many; empty where there are not. */
    static Optional<List<ChangedFile>> tooManyToCompare(
            ObjectReader reader, @Nullable RevCommit baseline, RevCommit head)
            throws IOException, InterruptedException {
        var files = new ArrayList<ChangedFile>();
        int entries = 0;
        try (var trees = new TreeWalk(reader)) {
            trees.setFilter(TreeFilter.ANY_DIFF);
            if (baseline == null) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(baseline.getTree());
            }
            trees.addTree(head.getTree());
            while (trees.next()) {
                Interrupts.check();
                if (files.size() == MANY || ++entries > MANY_ENTRIES) {
                    return Optional.of(files);
                }
                if (trees.isSubtree()) {
                    trees.enterSubtree();
                } else {
                    files.add(new ChangedFile(trees.getPathString(), status(trees), null));
                }
            }
        }
        return Optional.empty();
    }

    private static FileStatus status(TreeWalk trees) {
        if (FileMode.MISSING.equals(trees.getFileMode(0))) {
            return FileStatus.ADDED;
        }
        return FileMode.MISSING.equals(trees.getFileMode(1))
                ? FileStatus.DELETED
                : FileStatus.MODIFIED;
    }
}
