package dev.sluice.standalone.forge.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.util.io.NullOutputStream;

/**
 * The lines of a pull request's diff: those that changed since the merge base, and three around
 * each.
 */
public final class DiffLines {

    /** The side of the diff: the old lines, or the new ones. */
    public enum Side {
        LEFT,
        RIGHT
    }

    private record Range(int first, int last) {
        boolean contains(int line) {
            return first <= line && line <= last;
        }
    }

    private record Line(String path, Side side) {}

    private static final int CONTEXT = 3;

    private final Map<Line, List<Range>> ranges;
    private final List<String> paths;

    private DiffLines(Map<Line, List<Range>> ranges, List<String> paths) {
        this.ranges = ranges;
        this.paths = paths;
    }

    static DiffLines between(Repository git, ObjectId base, ObjectId head) throws IOException {
        var ranges = new HashMap<Line, List<Range>>();
        var paths = new ArrayList<String>();
        try (var walk = new RevWalk(git);
                var formatter = new DiffFormatter(NullOutputStream.INSTANCE)) {
            RevCommit tip = walk.parseCommit(head);
            RevCommit from = mergeBase(walk, walk.parseCommit(base), tip);
            formatter.setRepository(git);
            for (DiffEntry entry : formatter.scan(from.getTree(), tip.getTree())) {
                boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
                String path = deleted ? entry.getOldPath() : entry.getNewPath();
                paths.add(path);
                var left = new ArrayList<Range>();
                var right = new ArrayList<Range>();
                int before = lines(git, entry, DiffEntry.Side.OLD);
                int after = lines(git, entry, DiffEntry.Side.NEW);
                for (Edit edit : formatter.toFileHeader(entry).toEditList()) {
                    left.add(around(edit.getBeginA(), edit.getEndA(), before));
                    right.add(around(edit.getBeginB(), edit.getEndB(), after));
                }
                ranges.put(new Line(path, Side.LEFT), left);
                ranges.put(new Line(path, Side.RIGHT), right);
            }
        }
        return new DiffLines(ranges, paths);
    }

    private static RevCommit mergeBase(RevWalk walk, RevCommit base, RevCommit head)
            throws IOException {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(base);
        walk.markStart(head);
        RevCommit found = walk.next();
        if (found == null) {
            return base;
        }
        walk.parseBody(found);
        return found;
    }

    private static int lines(Repository git, DiffEntry entry, DiffEntry.Side side)
            throws IOException {
        boolean absent = FileMode.MISSING.equals(entry.getMode(side).getBits());
        return absent ? 0 : new RawText(git.open(entry.getId(side).toObjectId()).getBytes()).size();
    }

    private static Range around(int begin, int end, int lines) {
        return new Range(Math.max(1, begin + 1 - CONTEXT), Math.min(lines, end + CONTEXT));
    }

    public boolean hasPath(String path) {
        return paths.contains(path);
    }

    public boolean contains(String path, Side side, int line) {
        return ranges.getOrDefault(new Line(path, side), List.of()).stream()
                .anyMatch(range -> range.contains(line));
    }
}
