package dev.sluice.scanners.dependencies;

/**
 * Bounds on what one tree may make this scanner do. They are generous: the largest real ones seen
 * are a lock file of 5 MB and a fat archive of 150 MB.
 *
 * @param manifestBytes of one {@code pom.xml} or {@code package-lock.json}
 * @param manifests per tree
 * @param declarations per tree
 * @param archiveBytes of one archive, packed
 * @param archives per tree, the nested ones included
 * @param entries per outermost archive, over all levels
 * @param unpackedBytes per outermost archive, over all levels
 * @param ratio of unpacked to packed bytes, looked at from 10 MB unpacked
 * @param depth of archives within archives; 0 is the file in the tree
 * @param workBytes written to disk per scan
 */
record Limits(
        int manifestBytes,
        int manifests,
        int declarations,
        int archiveBytes,
        int archives,
        int entries,
        long unpackedBytes,
        int ratio,
        int depth,
        long workBytes) {

    static final Limits DEFAULT =
            new Limits(
                    20_000_000,
                    2_000,
                    50_000,
                    200_000_000,
                    2_000,
                    200_000,
                    1_000_000_000L,
                    100,
                    3,
                    2_000_000_000L);
}
