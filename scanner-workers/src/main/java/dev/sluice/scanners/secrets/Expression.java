package dev.sluice.scanners.secrets;

import java.util.List;
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

    /** Wider than any content. */
    private static final int EVERYWHERE = 1 << 30;

    private final Pattern pattern;
    private final int width;
    private final List<Integer> groups;

    private Expression(Pattern pattern, int width, List<Integer> groups) {
        this.pattern = pattern;
        this.width = width;
        this.groups = List.copyOf(groups);
    }

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException when it is invalid, unbounded, or matches nothing
     */
    static Expression of(String text) {
        Pattern pattern = compile(text);
        Integer group = pattern.namedGroups().get(GROUP);
        return new Expression(
                pattern, WidthReader.of(text).max(), group == null ? List.of() : List.of(group));
    }

    /**
     * Compiles.
     *
     * @param groups numbers of groups, of which the first one that matched something is the value
     * @param near whether every match contains a keyword; otherwise a keyword anywhere in a content
     *     makes it be looked for in all of it
     * @throws IllegalArgumentException when it is invalid, unbounded, or matches nothing
     */
    static Expression of(String text, List<Integer> groups, boolean near) {
        return new Expression(
                compile(text), near ? WidthReader.of(text).max() : EVERYWHERE, groups);
    }

    private static Pattern compile(String text) {
        if (WidthReader.of(text).min() == 0) {
            throw new IllegalArgumentException("it matches the empty text");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    e.getDescription() + " (at character " + e.getIndex() + ")", e);
        }
    }

    /** How far from a keyword a match can begin or end, at most. */
    int width() {
        return width;
    }

    Matcher matcher(CharSequence text) {
        return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    int valueStart(Matcher match) {
        return match.start(valueGroup(match));
    }

    int valueEnd(Matcher match) {
        return match.end(valueGroup(match));
    }

    private int valueGroup(Matcher match) {
        for (int group : groups) {
            if (match.end(group) > match.start(group)) {
                return group;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
