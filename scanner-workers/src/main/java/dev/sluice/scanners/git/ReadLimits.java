package dev.sluice.scanners.git;

/**
 * How much of a repository is read before giving up; each is far above what honest repositories
 * have.
 *
 * @param files files in one tree, ignored ones included
 * @param bytes of all files of one tree together
 * @param pathLength bytes of one path, as most systems allow
 * @param commits commits of a range whose files are looked at
 * @param rangeFiles file versions in the commits of a range
 */
public record ReadLimits(int files, long bytes, int pathLength, int commits, int rangeFiles) {

    public static final ReadLimits DEFAULT =
            new ReadLimits(1_000_000, 20L << 30, 4096, 2_000, 200_000);

    public ReadLimits {
        positive("files", files);
        positive("bytes", bytes);
        positive("pathLength", pathLength);
        positive("commits", commits);
        positive("rangeFiles", rangeFiles);
    }

    private static void positive(String field, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " must be positive, not " + value);
        }
    }
}
