package dev.sluice.ingest.github;

import java.util.stream.Stream;

/**
 * What a comment asks of us: {@code /sluice rescan}, alone on its line from the first column. A
 * line that is quoted or indented asks for nothing.
 */
enum Command {
    /** Scan it again. */
    RESCAN,

    /** Something that we do not do. */
    UNKNOWN,

    /** Nothing. */
    NONE;

    private static final String ADDRESS = "/sluice";
    private static final String RESCAN_LINE = ADDRESS + " rescan";

    static Command of(String comment) {
        if (lines(comment).anyMatch(RESCAN_LINE::equals)) {
            return RESCAN;
        }
        return lines(comment).anyMatch(line -> line.split("\\s", 2)[0].equals(ADDRESS))
                ? UNKNOWN
                : NONE;
    }

    private static Stream<String> lines(String comment) {
        return comment.lines().map(String::stripTrailing);
    }
}
