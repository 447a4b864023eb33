package dev.sluice.scanners.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/** The commits of a shallow repository whose parents are not there, and what they may hide. */
public final class Borders {

    private Borders() {}

    /**
     * Whether a shallow repository knows all there is to know of what two commits share and what
     * only one of them has.
     *
     * <p>It does when no border is among the commits that only one of them has, for every way to a
     * shared commit then leads through what is here; and when they part at one commit, for a border
     * below that could make an ancestor of it look like another.
     *
     * <p>Looks at all of it, and so finds out where something is missing that should be there.
     *
     * @param other null for all history of the one
     */
    public static boolean hideNothing(ObjectReader reader, ObjectId one, @Nullable ObjectId other)
            throws IOException, InterruptedException {
        Set<ObjectId> borders = reader.getShallowCommits();
        return areAside(reader, borders, one, other)
                && (other == null
                        || (areAside(reader, borders, other, one)
                                && (partAtOne(reader, one, other) || borders.isEmpty())));
    }

    private static boolean areAside(
            ObjectReader reader,
            Set<ObjectId> borders,
            ObjectId included,
            @Nullable ObjectId excluded)
            throws IOException, InterruptedException {
        try (var walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(included));
            if (excluded != null) {
                walk.markUninteresting(walk.parseCommit(excluded));
            }
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                Interrupts.check();
                if (borders.contains(commit)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean partAtOne(ObjectReader reader, ObjectId one, ObjectId other)
            throws IOException {
        try (var walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            RevCommit first = walk.next();
            return first == null || walk.next() == null;
        }
    }

    /** Without those whose parents are all there: a server names them again when it sends less. */
    public static Set<ObjectId> stillMissingParents(ObjectReader reader, Set<ObjectId> borders)
            throws IOException {
        var missing = new HashSet<ObjectId>();
        for (ObjectId border : borders) {
            if (!hasParents(reader, border)) {
                missing.add(border);
            }
        }
        return missing;
    }

    private static boolean hasParents(ObjectReader reader, ObjectId commit) throws IOException {
        byte[] raw;
        try {
            raw = reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes();
        } catch (MissingObjectException e) {
            return false;
        }
        byte[] parent = Constants.encodeASCII("parent ");
        int line = RawParseUtils.nextLF(raw, 0);
        for (;
                RawParseUtils.match(raw, line, parent) >= 0;
                line = RawParseUtils.nextLF(raw, line)) {
            if (!reader.has(ObjectId.fromString(raw, line + parent.length))) {
                return false;
            }
        }
        return true;
    }
}
