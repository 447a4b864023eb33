package dev.sluice.notifier.report;

/**
 * How much of a text from outside is shown, in UTF-16 code units. A unit becomes at most four bytes
 * of Markdown, which bounds what a report is with no findings in it.
 */
final class Lengths {

    static final int NAME = 120;
    static final int PATH = 240;
    static final int SENTENCE = 400;

    /** Entries of each list but that of the findings. */
    static final int ENTRIES = 10;

    private Lengths() {}

    /** As much of a digest or commit as tells it from others. */
    static String start(String digest) {
        return digest.substring(0, Math.min(digest.length(), 12));
    }
}
