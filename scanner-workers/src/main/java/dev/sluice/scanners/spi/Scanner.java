package dev.sluice.scanners.spi;

/**
 * Looks at a revision and reports what it finds in its head and in its baseline; comparing the two
 * is not its business.
 *
 * <p>A scanner is used by many threads at once and keeps no state between scans but caches. It
 * never executes, loads or follows anything that the repository contains, and never calls out to
 * the network.
 */
public interface Scanner {

    /** The name in events, policies and configuration, such as {@code secrets}. */
    String name();

    /**
     * A digest over rules, settings and tool version: equal digests give equal results for equal
     * trees.
     */
    String ruleDigest();

    /**
     * A digest of the outside data that results depend on, such as an advisory snapshot; empty
     * where there is none.
     */
    String snapshotDigest();

    /**
     * Whether results can depend on a file, by its path and size; a change of others needs no new
     * scan.
     */
    default boolean concerns(TreeFile file) {
        return true;
    }

    /**
     * Scans. Returning means an end; expected troubles are outcomes and not exceptions. Anything
     * thrown becomes a failure of this scanner alone.
     *
     * @throws InterruptedException when the time is up or nobody needs the result any more; checked
     *     for at least once per file
     */
    ScanOutcome scan(ScanInput input) throws InterruptedException;
}
