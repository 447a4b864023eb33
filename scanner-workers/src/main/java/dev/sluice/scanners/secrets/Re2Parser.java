package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads regular expressions in RE2's syntax, which is that of gitleaks' rules. Some of it means
 * something else to Java, so none of it is passed on as it is.
 */
final class Re2Parser {

    private static final int MOST_REPETITIONS = 1000;
    private static final int DEEPEST = 100;

    private final Re2Cursor cursor;
    private int groups;
    private int depth;
    private Re2Flags flags = Re2Flags.NONE;

    private Re2Parser(String expression) {
        cursor = new Re2Cursor(expression);
    }

    /**
     * What was read.
     *
     * @param groups how many groups capture
     */
    record Parsed(Re2Node node, int groups) {}

    /**
     * Reads.
     *
     * @throws IllegalArgumentException when it is not valid in RE2 or not supported; says where
     */
    static Parsed parse(String expression) {
        var parser = new Re2Parser(expression);
        Re2Node node = parser.alternatives();
        if (!parser.cursor.atEnd()) {
            throw parser.cursor.refusal("unbalanced )");
        }
        return new Parsed(node, parser.groups);
    }

    private Re2Node alternatives() {
        if (++depth > DEEPEST) {
            throw cursor.refusal("groups are nested too deeply");
        }
        Re2Flags before = flags;
        var branches = new ArrayList<Re2Node>();
        do {
            branches.add(sequence());
        } while (cursor.next('|'));
        flags = before;
        depth--;
        return branches.size() == 1 ? branches.getFirst() : new Re2Node.Alternatives(branches);
    }

    private Re2Node sequence() {
        var parts = new ArrayList<Re2Node>();
        while (!cursor.atEnd() && !cursor.sees('|') && !cursor.sees(')')) {
            int size = parts.size();
            atom(parts);
            if (parts.size() > size) {
                parts.add(repeated(parts.removeLast()));
            }
        }
        return new Re2Node.Sequence(parts);
    }

    private void atom(List<Re2Node> parts) {
        char c = cursor.take();
        switch (c) {
            case '(' -> group(parts);
            case '[' -> parts.add(new Re2Node.OneOf(Re2Class.read(cursor, flags.anyCase())));
            case '.' -> parts.add(new Re2Node.OneOf(Re2Class.any(flags.dotAll())));
            case '^' -> parts.add(new Re2Node.Place(flags.multiline() ? "(?md:^)" : "\\A"));
            case '$' -> parts.add(new Re2Node.Place(flags.multiline() ? "(?md:$)" : "\\z"));
            case '\\' -> parts.addAll(Re2Escape.read(cursor, flags.anyCase()));
            case '*', '+', '?' -> throw cursor.refusal("nothing is there to repeat");
            default -> parts.add(literal(c));
        }
    }

    private Re2Node literal(char c) {
        if (Character.isSurrogate(c)) {
            return new Re2Node.Literal("" + c + cursor.take(), flags.anyCase());
        }
        return new Re2Node.Literal(String.valueOf(c), flags.anyCase());
    }

    private void group(List<Re2Node> parts) {
        boolean captures = true;
        Re2Flags before = flags;
        if (cursor.next('?')) {
            if (cursor.next("P<") || cursor.next("<")) {
                cursor.name();
            } else {
                flags = flags.changed(cursor);
                captures = false;
                if (cursor.next(')')) {
                    return;
                }
                cursor.expect(':');
            }
        }
        groups += captures ? 1 : 0;
        Re2Node inside = alternatives();
        flags = before;
        if (!cursor.next(')')) {
            throw cursor.refusal("a group is not closed");
        }
        parts.add(captures ? new Re2Node.Group(inside) : inside);
    }

    private Re2Node repeated(Re2Node node) {
        int[] bounds = bounds();
        if (bounds.length == 0) {
            return node;
        }
        if (bounds[0] > MOST_REPETITIONS
                || (bounds[1] > MOST_REPETITIONS && bounds[1] != Re2Node.UNBOUNDED)
                || bounds[1] < bounds[0]) {
            throw cursor.refusal("a repetition is not within 0 to " + MOST_REPETITIONS);
        }
        boolean lazy = cursor.next('?') != flags.swapped();
        if (bounds().length > 0) {
            throw cursor.refusal("a repetition of a repetition");
        }
        return new Re2Node.Repeat(node, bounds[0], bounds[1], lazy);
    }

    /** Empty when there is no repetition here; a brace that starts none stands for itself. */
    private int[] bounds() {
        if (cursor.next('*')) {
            return new int[] {0, Re2Node.UNBOUNDED};
        }
        if (cursor.next('+')) {
            return new int[] {1, Re2Node.UNBOUNDED};
        }
        if (cursor.next('?')) {
            return new int[] {0, 1};
        }
        return cursor.braces();
    }
}
