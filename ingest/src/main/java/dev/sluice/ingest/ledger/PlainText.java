package dev.sluice.ingest.ledger;

/** Text as a table takes it and people can read it: one line of bounded length. */
final class PlainText {

    /** More than any name or reason of ours has. */
    static final int MAX_LENGTH = 500;

    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    static String of(String text) {
        return text.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> isPlain(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPlain(int c) {
        return !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && Character.getType(c) != Character.FORMAT;
    }
}
