package dev.sluice.scanners.submitted;

import java.util.regex.Pattern;

/**
 * Text of others as one line that shows what it says: no control characters or terminal sequences,
 * nothing that turns the direction of writing around, nothing invisible. Markup stays as it is;
 * whoever shows text escapes it for where it is shown.
 */
public final class PlainText {

    private static final Pattern TERMINAL =
            Pattern.compile(
                    "\u001B(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(\u0007|\u001B\\\\)?|.)?");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");

    /** Nothing behind this can be in the line; it keeps a huge text from being worked on. */
    private static final int LOOK_AT = 4;

    private PlainText() {}

    /** At most this many characters, with an ellipsis where something was left out. */
    public static String line(String text, int max) {
        String looked = text.length() > max * LOOK_AT ? text.substring(0, max * LOOK_AT) : text;
        String line = TERMINAL.matcher(looked).replaceAll("");
        line = UNSEEN.matcher(line).replaceAll("");
        line = BLANKS.matcher(line).replaceAll(" ").strip();
        if (line.length() <= max && looked.length() == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), max - 1);
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }

    /** As {@link #line}, or something else where nothing is left. */
    public static String lineOr(String text, int max, String otherwise) {
        String line = line(text, max);
        return line.isBlank() ? otherwise : line;
    }
}
