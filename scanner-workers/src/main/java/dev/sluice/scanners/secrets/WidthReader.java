package dev.sluice.scanners.secrets;

/**
 * Works out the width of an expression, and with that refuses what a scanner cannot afford:
 * unbounded repetition, repetition within repetition, back-references, and syntax whose width it
 * does not know. Whether the expression is valid otherwise is left to {@link
 * java.util.regex.Pattern}.
 */
final class WidthReader {

    private final String expression;
    private int at;

    private WidthReader(String expression) {
        this.expression = expression;
    }

    /**
     * The width of the expression.
     *
     * @throws IllegalArgumentException when it is not bounded; the message says what and where
     */
    static Width of(String expression) {
        var reader = new WidthReader(expression);
        Width width = reader.alternatives();
        if (reader.at < expression.length()) {
            throw reader.refusal("unbalanced )");
        }
        return width;
    }

    private Width alternatives() {
        Width width = sequence();
        while (next('|')) {
            width = width.or(sequence());
        }
        return width;
    }

    private Width sequence() {
        Width width = Width.NONE;
        while (at < expression.length()
                && expression.charAt(at) != '|'
                && expression.charAt(at) != ')') {
            width = width.then(repeated(atom()));
        }
        return width;
    }

    private Width atom() {
        char c = take();
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> Width.NONE;
            default -> Width.ONE;
        };
    }

    private Width group() {
        boolean consumes = true;
        if (next('?')) {
            int open = at;
            while (take() != ')' && ":=!>".indexOf(expression.charAt(at - 1)) < 0) {}
            String kind = expression.substring(open, at);
            if (kind.endsWith(")")) {
                throw refusal("flags without a group");
            }
            consumes = kind.endsWith(":") || kind.endsWith(">");
        }
        Width width = alternatives();
        if (!next(')')) {
            throw refusal("a group is not closed");
        }
        return consumes ? width : Width.NONE;
    }

    private Width characterClass() {
        next('^');
        next(']');
        char c = take();
        while (c != ']') {
            if (c == '[' || (c == '&' && next('&'))) {
                throw refusal("nested character classes are not supported");
            }
            if (c == '\\') {
                escape();
            }
            c = take();
        }
        return Width.ONE;
    }

    private Width escape() {
        char c = take();
        if ("bBAz".indexOf(c) >= 0) {
            return Width.NONE;
        }
        if (c == 'x') {
            hexadecimal();
            hexadecimal();
            return Width.ONE;
        }
        if (Character.isLetterOrDigit(c) && "dDwWsSnrt".indexOf(c) < 0) {
            throw refusal("\\" + c + " is not supported");
        }
        return Width.ONE;
    }

    private void hexadecimal() {
        if (Character.digit(take(), 16) < 0) {
            throw refusal("\\x needs two hexadecimal digits");
        }
    }

    private Width repeated(Width width) {
        if (at == expression.length()) {
            return width;
        }
        Width result = width;
        switch (expression.charAt(at)) {
            case '*', '+' -> throw refusal("repetition without an upper bound");
            case '?' -> {
                at++;
                result = width.times(0, 1);
            }
            case '{' -> {
                at++;
                int least = number();
                int most = next(',') ? number() : least;
                if (!next('}') || most < least) {
                    throw refusal("a repetition is not of the form {n} or {n,m}");
                }
                if (most > 1 && width.repeats()) {
                    throw refusal("repetition within repetition");
                }
                result = width.times(least, most);
            }
            default -> {
                return width;
            }
        }
        if (!next('?')) {
            next('+');
        }
        return result;
    }

    private int number() {
        int start = at;
        while (at < expression.length() && Character.isDigit(expression.charAt(at))) {
            at++;
        }
        if (start == at || at - start > 5) {
            throw refusal("a repetition needs a lower and an upper bound");
        }
        return Integer.parseInt(expression.substring(start, at));
    }

    private boolean next(char c) {
        boolean is = at < expression.length() && expression.charAt(at) == c;
        if (is) {
            at++;
        }
        return is;
    }

    private char take() {
        if (at == expression.length()) {
            throw refusal("it ends too early");
        }
        return expression.charAt(at++);
    }

    private IllegalArgumentException refusal(String why) {
        return new IllegalArgumentException(why + " (at character " + at + ")");
    }
}
