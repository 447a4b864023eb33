package dev.sluice.scanners.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The exact form of a secret. Its width is known, so that everything it can match around a keyword
 * lies within that many characters of it. The group {@code secret}, if there is one, is the value;
 * otherwise the whole match is.
 */
final class Expression {

    private static final String GROUP = "secret";

    private final Pattern pattern;
    private final int width;
    private final boolean grouped;

    private Expression(Pattern pattern, int width) {
        this.pattern = pattern;
        this.width = width;
        this.grouped = pattern.namedGroups().containsKey(GROUP);
    }

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException when it is invalid, unbounded, or matches nothing
     */
    static Expression of(String text) {
        Width width = WidthReader.of(text);
        if (width.min() == 0) {
            throw new IllegalArgumentException("it matches the empty text");
        }
        try {
            return new Expression(Pattern.compile(text), width.max());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    e.getDescription() + " (at character " + e.getIndex() + ")", e);
        }
    }

    /** The most characters that a match can have. */
    int width() {
        return width;
    }

    Matcher matcher(CharSequence text) {
        return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    int valueStart(Matcher match) {
        return grouped && match.start(GROUP) >= 0 ? match.start(GROUP) : match.start();
    }

    int valueEnd(Matcher match) {
        return grouped && match.start(GROUP) >= 0 ? match.end(GROUP) : match.end();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
