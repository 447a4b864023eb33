package dev.sluice.events.wire;

/** Texts of whoever wrote a record as one line that a log, a database and a terminal can take. */
final class PlainLine {

    private static final int MAX_CHARACTERS = 500;

    private PlainLine() {}

    /** The first line, cut; what is not to be seen becomes a question mark. */
    static String of(String text) {
        String line = text.lines().findFirst().orElse("");
        var plain = new StringBuilder();
        line.codePoints()
                .limit(MAX_CHARACTERS)
                .map(character -> isUnseen(character) ? '?' : character)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
