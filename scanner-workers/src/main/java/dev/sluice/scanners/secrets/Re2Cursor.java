package dev.sluice.scanners.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in an expression that is being read. */
final class Re2Cursor {

    private static final Pattern BRACES = Pattern.compile("\\{([0-9]{1,6})(,([0-9]{0,6}))?}");
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_]{1,100}>");

    private final String expression;
    private int at;

    Re2Cursor(String expression) {
        this.expression = expression;
    }

    boolean atEnd() {
        return at == expression.length();
    }

    boolean sees(char c) {
        return !atEnd() && expression.charAt(at) == c;
    }

    /** Whether a hyphen comes that is not the last in a class. */
    boolean seesRange() {
        return sees('-') && at + 1 < expression.length() && expression.charAt(at + 1) != ']';
    }

    boolean next(char c) {
        boolean is = sees(c);
        at += is ? 1 : 0;
        return is;
    }

    boolean next(String text) {
        boolean is = expression.startsWith(text, at);
        at += is ? text.length() : 0;
        return is;
    }

    char take() {
        if (atEnd()) {
            throw refusal("it ends too early");
        }
        return expression.charAt(at++);
    }

    void expect(char c) {
        if (!next(c)) {
            throw refusal(c + " is missing");
        }
    }

    /** Everything up to a text, which is skipped too, or up to the end. */
    String upTo(String end) {
        int found = expression.indexOf(end, at);
        String text = expression.substring(at, found < 0 ? expression.length() : found);
        at = found < 0 ? expression.length() : found + end.length();
        return text;
    }

    /** The name of a group and the bracket behind it. */
    void name() {
        Matcher name = NAME.matcher(expression).region(at, expression.length());
        if (!name.lookingAt()) {
            throw refusal("a group has no valid name, or looks behind, which RE2 does not");
        }
        at = name.end();
    }

    /** The bounds of a repetition; empty when there is none here. */
    int[] braces() {
        Matcher braces = BRACES.matcher(expression).region(at, expression.length());
        if (!braces.lookingAt()) {
            return new int[0];
        }
        at = braces.end();
        int least = Integer.parseInt(braces.group(1));
        if (braces.group(2) == null) {
            return new int[] {least, least};
        }
        String most = braces.group(3);
        return new int[] {least, most.isEmpty() ? Re2Node.UNBOUNDED : Integer.parseInt(most)};
    }

    IllegalArgumentException refusal(String why) {
        return new IllegalArgumentException(why + " (at character " + at + ")");
    }
}
