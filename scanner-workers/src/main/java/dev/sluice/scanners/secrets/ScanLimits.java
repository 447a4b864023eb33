package dev.sluice.scanners.secrets;

/**
 * What one scan may cost.
 *
 * @param fileBytes larger files are not read and are reported as a gap
 * @param sightingsPerFile further ones are counted and reported as a gap
 * @param sightingsPerScan likewise, over all contents that a scan looks at
 * @param rememberedBlobs how many contents are remembered between scans
 * @param encodedDepth how many encodings within each other are undone
 * @param archiveDepth how many archives within each other are opened
 */
record ScanLimits(
        int fileBytes,
        int sightingsPerFile,
        int sightingsPerScan,
        int rememberedBlobs,
        int encodedDepth,
        int archiveDepth) {

    /** GitHub takes no files larger than 100 MiB, so nothing on GitHub is left out. */
    static final ScanLimits DEFAULT = new ScanLimits(100 * 1024 * 1024, 1000, 10_000, 50_000, 3, 3);

    ScanLimits {
        if (fileBytes < 1 || sightingsPerFile < 1 || sightingsPerScan < 1) {
            throw new IllegalArgumentException("a limit is not positive");
        }
        if (rememberedBlobs < 0 || encodedDepth < 0 || archiveDepth < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }
}
