package dev.sluice.ingest.github;

/** Characters that change what people see without being seen themselves. */
final class Characters {

    private static final char REPLACEMENT = '\uFFFD';

    private Characters() {}

    /** Whether it is a control character or one that turns the direction of writing. */
    static boolean isDeceptive(int character) {
        return Character.isISOControl(character)
                || character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x2028 && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }

    /** The text with each such character replaced by U+FFFD, so that it equals no honest text. */
    static String honest(String text) {
        return text.codePoints()
                .map(c -> isDeceptive(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
