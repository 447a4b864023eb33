package dev.sluice.scanners.secrets;

/**
 * How many characters an expression can match.
 *
 * @param repeats whether it holds a repetition of varying count
 */
record Width(int min, int max, boolean repeats) {

    /** No expression may match more than this. */
    static final int LIMIT = 1 << 16;

    static final Width NONE = new Width(0, 0, false);
    static final Width ONE = new Width(1, 1, false);

    Width then(Width next) {
        return new Width(
                bounded((long) min + next.min),
                bounded((long) max + next.max),
                repeats || next.repeats);
    }

    Width or(Width other) {
        return new Width(
                Math.min(min, other.min), Math.max(max, other.max), repeats || other.repeats);
    }

    Width times(int least, int most) {
        return new Width(
                bounded((long) min * least),
                bounded((long) max * most),
                repeats || (most > 1 && least != most));
    }

    private static int bounded(long width) {
        if (width > LIMIT) {
            throw new IllegalArgumentException("it can match more than " + LIMIT + " characters");
        }
        return (int) width;
    }
}
