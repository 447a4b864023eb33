package dev.sluice.scanners.git;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFailure;

/**
 * What bounds the reading of a repository, each far above what honest ones have. Reaching one ends
 * the scan or is a gap in its coverage, and its name is told either way.
 */
public enum Limit {
    /** Files and directories of one tree, ignored ones included, however they are reached. */
    TREE_ENTRIES("tree-entries", 1_000_000),

    /** Of all files of one tree together. */
    TREE_BYTES("tree-bytes", 20L << 30),

    /** Directories in each other. */
    TREE_DEPTH("tree-depth", 500),

    /** Of one path, as most systems allow. */
    PATH_BYTES("path-bytes", 4096),

    /** Commits of a range whose files are looked at. */
    RANGE_COMMITS("range-commits", 2_000),

    /** File versions in the commits of a range. */
    RANGE_FILES("range-files", 200_000),

    /** Files and directories that the commits of a range change. */
    RANGE_ENTRIES("range-entries", 2_000_000),

    /** Of one commit message. */
    MESSAGE_BYTES("message-bytes", 1 << 20),

    /** Of a commit or directory, which are read as a whole. */
    OBJECT_BYTES("object-bytes", 50 << 20);

    private final String wireName;
    private final long usual;

    Limit(String wireName, long usual) {
        this.wireName = wireName;
        this.usual = usual;
    }

    /** The name in events and documentation. */
    public String wireName() {
        return wireName;
    }

    long usual() {
        return usual;
    }

    /** That nothing comes of a scan because of this limit. */
    UnreadableRevisionException ends(String what) {
        return new UnreadableRevisionException(ScanFailure.LIMIT, named(what));
    }

    /** That a scan goes on without something. */
    Gap leavesOut(GapKind kind, String what, long count) {
        return new Gap(kind, named(what), count);
    }

    /** What happened, with the name of the limit that is to blame. */
    String named(String what) {
        return what + " (limit " + wireName + ")";
    }
}
