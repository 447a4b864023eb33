package dev.sluice.notifier.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from outside fit for one line of somebody else's page. */
public final class PlainText {

    /** Terminal sequences: CSI, OSC up to its terminator, and the two-character ones. */
    private static final Pattern ESCAPES =
            Pattern.compile(
                    "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
                            + "|(?:\\x1b\\]|\\x9d)[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?"
                            + "|\\x1b[ -/]*[0-~]");

    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private static final int NEXT_LINE = 0x85;

    /** A word that is cut in the middle rather than left out. */
    private static final int LONG_WORD = 24;

    private PlainText() {}

    /**
     * The text on one line, without terminal sequences, control characters, characters that change
     * direction or are invisible, and halves of surrogate pairs.
     */
    public static String line(String text) {
        var clean = new StringBuilder(text.length());
        ESCAPES.matcher(text)
                .replaceAll("")
                .codePoints()
                .forEach(codePoint -> append(clean, codePoint));
        return SPACES.matcher(clean).replaceAll(" ").strip();
    }

    private static void append(StringBuilder clean, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    clean.append(' ');
            case Character.CONTROL -> {
                if (Character.isWhitespace(codePoint) || codePoint == NEXT_LINE) {
                    clean.append(' ');
                }
            }
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> {}
            default -> clean.appendCodePoint(codePoint);
        }
    }

    /**
     * At most {@code max} UTF-16 code units, ending in an ellipsis where something was cut; never
     * half of what people see as one character, unless that alone is longer.
     */
    public static String cut(String text, int max) {
        return text.length() <= max ? text : cutAt(text, boundary(text, max - 1));
    }

    /** Like {@link #cut}, but between two words where the last one is not too long. */
    public static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int space = text.lastIndexOf(' ', max - 1);
        return space > max - 1 - LONG_WORD && space > 0 ? cutAt(text, space) : cut(text, max);
    }

    private static String cutAt(String text, int end) {
        return text.substring(0, end).stripTrailing() + "…";
    }

    private static int boundary(String text, int end) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(0, Math.min(text.length(), end + 2)));
        int whole = characters.isBoundary(end) ? end : characters.preceding(end);
        if (whole > 0) {
            return whole;
        }
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
