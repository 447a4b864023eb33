package dev.sluice.scanners.secrets;

import java.util.BitSet;
import java.util.List;

/** What follows a backslash. */
final class Re2Escape {

    private static final int ASCII = 128;

    private Re2Escape() {}

    /** Reads behind the backslash, outside of a class. */
    static List<Re2Node> read(Re2Cursor cursor, boolean anyCase) {
        if (cursor.next('Q')) {
            return cursor.upTo("\\E")
                    .codePoints()
                    .mapToObj(Character::toString)
                    .map(text -> (Re2Node) new Re2Node.Literal(text, anyCase))
                    .toList();
        }
        char c = cursor.take();
        return switch (c) {
            case 'A', 'z', 'b', 'B' -> List.of(new Re2Node.Place("\\" + c));
            case 'd', 'D', 's', 'S', 'w', 'W' -> List.of(new Re2Node.OneOf(Re2Class.perl(c)));
            default -> List.of(new Re2Node.Literal(Character.toString(number(cursor, c)), anyCase));
        };
    }

    /**
     * Reads one character of a class; below zero when it was several, which are in the set then.
     */
    static int inClass(Re2Cursor cursor, BitSet set) {
        char c = cursor.take();
        if (c == '\\') {
            c = cursor.take();
            if ("dDsSwW".indexOf(c) >= 0) {
                set.or(Re2Class.perl(c));
                return -1;
            }
            return ascii(cursor, number(cursor, c));
        }
        return ascii(cursor, c);
    }

    private static int ascii(Re2Cursor cursor, int c) {
        if (c >= ASCII) {
            throw cursor.refusal("a class of other characters than ASCII is not supported");
        }
        return c;
    }

    private static int number(Re2Cursor cursor, char c) {
        return switch (c) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'x' -> hexadecimal(cursor);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(cursor, c);
            default -> {
                if (c >= ASCII || Character.isLetterOrDigit(c)) {
                    throw cursor.refusal("\\" + c + " is not supported");
                }
                yield c;
            }
        };
    }

    private static int hexadecimal(Re2Cursor cursor) {
        String digits = cursor.next('{') ? cursor.upTo("}") : "" + cursor.take() + cursor.take();
        if (!digits.matches("[0-9A-Fa-f]{1,6}") || Integer.parseInt(digits, 16) > 0x10FFFF) {
            throw cursor.refusal("\\x is not followed by a character's number");
        }
        return Integer.parseInt(digits, 16);
    }

    /** RE2 has no references to groups: a digit other than 0 needs another one. */
    private static int octal(Re2Cursor cursor, char first) {
        int value = first - '0';
        int digits = 1;
        while (digits < 3 && !cursor.atEnd() && isOctal(cursor)) {
            value = value * 8 + cursor.take() - '0';
            digits++;
        }
        if (first != '0' && digits == 1) {
            throw cursor.refusal("references to groups are not in RE2's syntax");
        }
        return value;
    }

    private static boolean isOctal(Re2Cursor cursor) {
        for (char c = '0'; c < '8'; c++) {
            if (cursor.sees(c)) {
                return true;
            }
        }
        return false;
    }
}
