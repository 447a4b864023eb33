package dev.sluice.scanners.secrets;

import java.util.BitSet;
import java.util.Map;

/** Character classes, as sets of bytes. */
final class Re2Class {

    private static final int BYTES = 256;
    private static final Map<String, String> NAMED =
            Map.ofEntries(
                    Map.entry("alnum", "0-9A-Za-z"),
                    Map.entry("alpha", "A-Za-z"),
                    Map.entry("ascii", "\u0000-\u007f"),
                    Map.entry("blank", "\t "),
                    Map.entry("cntrl", "\u0000-\u001f\u007f"),
                    Map.entry("digit", "0-9"),
                    Map.entry("graph", "!-~"),
                    Map.entry("lower", "a-z"),
                    Map.entry("print", " -~"),
                    Map.entry("punct", "!-/:-@\\[-`{-~"),
                    Map.entry("space", "\t\n\u000b\f\r "),
                    Map.entry("upper", "A-Z"),
                    Map.entry("word", "0-9A-Za-z_"),
                    Map.entry("xdigit", "0-9A-Fa-f"));

    private Re2Class() {}

    /** Every byte, or every one but a line feed. */
    static BitSet any(boolean lineFeed) {
        BitSet set = complement(new BitSet());
        set.set('\n', lineFeed);
        return set;
    }

    /** What {@code d}, {@code s} and {@code w} stand for, and in upper case the rest. */
    static BitSet perl(char name) {
        BitSet set =
                switch (Character.toLowerCase(name)) {
                    case 'd' -> ranges("0-9");
                    case 's' -> ranges("\t\n\f\r ");
                    default -> ranges("0-9A-Za-z_");
                };
        return Character.isUpperCase(name) ? complement(set) : set;
    }

    /** Reads behind the opening bracket. */
    static BitSet read(Re2Cursor cursor, boolean anyCase) {
        var set = new BitSet();
        boolean negated = cursor.next('^');
        boolean first = true;
        while (first || !cursor.sees(']')) {
            first = false;
            if (cursor.next("[:")) {
                set.or(named(cursor));
            } else {
                item(cursor, set);
            }
        }
        cursor.expect(']');
        if (anyCase) {
            fold(set);
        }
        return negated ? complement(set) : set;
    }

    private static void item(Re2Cursor cursor, BitSet set) {
        int low = Re2Escape.inClass(cursor, set);
        if (low < 0) {
            return;
        }
        int high = low;
        if (cursor.seesRange()) {
            cursor.expect('-');
            high = Re2Escape.inClass(cursor, set);
        }
        if (high < low) {
            throw cursor.refusal("a range of characters is not in order");
        }
        set.set(low, high + 1);
    }

    private static BitSet named(Re2Cursor cursor) {
        boolean negated = cursor.next('^');
        String name = cursor.upTo(":]");
        String ranges = NAMED.get(name);
        if (ranges == null) {
            throw cursor.refusal("[:" + name + ":] is not a class");
        }
        return negated ? complement(ranges(ranges)) : ranges(ranges);
    }

    private static BitSet ranges(String text) {
        var set = new BitSet();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            char low = text.charAt(i);
            boolean range = i + 2 < text.length() && text.charAt(i + 1) == '-';
            set.set(low, (range ? text.charAt(i + 2) : low) + 1);
            i += range ? 2 : 0;
        }
        return set;
    }

    private static void fold(BitSet set) {
        for (char c = 'a'; c <= 'z'; c++) {
            boolean either = set.get(c) || set.get(c - ('a' - 'A'));
            set.set(c, either);
            set.set(c - ('a' - 'A'), either);
        }
    }

    private static BitSet complement(BitSet set) {
        var rest = new BitSet(BYTES);
        rest.set(0, BYTES);
        rest.andNot(set);
        return rest;
    }
}
