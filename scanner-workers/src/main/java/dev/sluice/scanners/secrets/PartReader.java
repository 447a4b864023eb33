package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes an expression apart. It knows the syntax that expressions of rules have; where it meets
 * other syntax it gives up, which costs speed and nothing else.
 */
final class PartReader {

    /** Classes of more characters say nothing about keywords. */
    private static final int MOST_CHARACTERS = 8;

    private final String expression;
    private int at;

    private PartReader(String expression) {
        this.expression = expression;
    }

    static Optional<Part> read(String expression) {
        var reader = new PartReader(expression);
        try {
            Part part = reader.either();
            return reader.at == expression.length() ? Optional.of(part) : Optional.empty();
        } catch (UnknownSyntax e) {
            return Optional.empty();
        }
    }

    private static final class UnknownSyntax extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownSyntax() {
            super("unknown syntax", null, false, false);
        }
    }

    private Part either() {
        var parts = new ArrayList<Part>();
        parts.add(sequence());
        while (next('|')) {
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.getFirst() : new Part.Either(parts);
    }

    private Part sequence() {
        var parts = new ArrayList<Part>();
        while (at < expression.length()
                && expression.charAt(at) != '|'
                && expression.charAt(at) != ')') {
            parts.add(repeated(single()));
        }
        return new Part.Sequence(parts);
    }

    private Part single() {
        char c = take();
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> Part.Sequence.NOTHING;
            case '.' -> new Part.One("");
            case '*', '+', '?', '{' -> throw new UnknownSyntax();
            default -> one(c);
        };
    }

    private static Part one(char c) {
        return new Part.One(String.valueOf(c).toLowerCase(Locale.ROOT));
    }

    private Part group() {
        boolean consumes = true;
        if (next('?')) {
            int open = at;
            while (":=!>)".indexOf(take()) < 0) {}
            String kind = expression.substring(open, at);
            if (kind.endsWith(")")) {
                return Part.Sequence.NOTHING;
            }
            consumes = kind.endsWith(":") || kind.endsWith(">");
        }
        Part part = either();
        if (!next(')')) {
            throw new UnknownSyntax();
        }
        return consumes ? part : Part.Sequence.NOTHING;
    }

    private Part characterClass() {
        boolean small = !next('^');
        var characters = new StringBuilder();
        boolean first = true;
        for (char c = take(); c != ']' || first; c = take()) {
            first = false;
            if (c == '[' || c == '&') {
                throw new UnknownSyntax();
            }
            if (c == '\\') {
                c = take();
                small &= !Character.isLetterOrDigit(c);
            } else if (c == '-' && !characters.isEmpty() && expression.charAt(at) != ']') {
                small = false;
            }
            characters.append(c);
        }
        small &= characters.length() <= MOST_CHARACTERS;
        return new Part.One(small ? characters.toString().toLowerCase(Locale.ROOT) : "");
    }

    private Part escape() {
        char c = take();
        if (c == 'b') {
            return Part.Sequence.NOTHING;
        }
        if (!Character.isLetterOrDigit(c)) {
            return one(c);
        }
        if ("dDwWsSnrt".indexOf(c) < 0) {
            throw new UnknownSyntax();
        }
        return new Part.One("");
    }

    private Part repeated(Part part) {
        if (at == expression.length()) {
            return part;
        }
        Part result = part;
        switch (expression.charAt(at)) {
            case '*', '+' -> throw new UnknownSyntax();
            case '?' -> {
                at++;
                result = new Part.Repeated(part, 0, 1);
            }
            case '{' -> {
                at++;
                int least = number();
                int most = next(',') ? number() : least;
                if (!next('}')) {
                    throw new UnknownSyntax();
                }
                result = new Part.Repeated(part, least, most);
            }
            default -> {
                return part;
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
            throw new UnknownSyntax();
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
            throw new UnknownSyntax();
        }
        return expression.charAt(at++);
    }
}
