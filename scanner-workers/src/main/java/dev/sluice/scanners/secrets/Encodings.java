package dev.sluice.scanners.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds texts within a text: base64 in both alphabets, also over several lines, hexadecimal, and
 * URL-encoding. Most of a text is passed over, because a stretch that is long enough to hold a
 * secret is found by looking at a few of its bytes.
 */
final class Encodings {

    /** Is told about every text that was encoded. */
    @FunctionalInterface
    interface Listener {

        /**
         * A text.
         *
         * @param start where its encoding begins in the text around it
         * @param url whether {@link #offset} tells where in there something is
         */
        void hidden(int start, byte[] text, boolean url);
    }

    /** Twenty characters in base64 without padding. */
    private static final int SHORTEST = 27;

    private static final int SHORTEST_HEXADECIMAL = 40;
    private static final int LONGEST_URL = 1 << 16;

    /** Lines of encoded text are at least so long, and of whole groups of four. */
    private static final int SHORTEST_LINE = 40;

    /** A longer stretch begins where its encoding begins. */
    private static final int LONGEST_SHIFTED = 4096;

    private static final int SAMPLE = 16;
    private static final int READABLE_OF_SAMPLE = 13;
    private static final byte NONE = -1;
    private static final byte[] VALUES = values();

    private Encodings() {}

    private static byte[] values() {
        var values = new byte[256];
        Arrays.fill(values, NONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }

    /** In order of their starts within each encoding. */
    static void find(byte[] text, Listener each) {
        for (int start = next(text, 0); start >= 0; ) {
            int end = endOfLines(text, start);
            hexadecimal(text, start, end, each);
            int shifts = end - start <= LONGEST_SHIFTED ? 4 : 1;
            for (int shift = 0; shift < shifts; shift++) {
                if (isReadable(text, start + shift, end)) {
                    each.hidden(start, base64(text, start + shift, end), false);
                }
            }
            start = next(text, end);
        }
        urls(text, each);
    }

    /** Where the next stretch begins; looks backwards, so that it can jump forwards. */
    private static int next(byte[] text, int from) {
        int start = from;
        int probe = start + SHORTEST - 1;
        while (probe < text.length) {
            int at = probe;
            while (at >= start && VALUES[text[at] & 0xFF] != NONE) {
                at--;
            }
            if (at < start) {
                return start;
            }
            start = at + 1;
            probe = start + SHORTEST - 1;
        }
        return -1;
    }

    private static int end(byte[] text, int from) {
        int end = from;
        while (end < text.length && VALUES[text[end] & 0xFF] != NONE) {
            end++;
        }
        return end;
    }

    private static int endOfLines(byte[] text, int start) {
        int lineStart = start;
        int end = end(text, start);
        while (end - lineStart >= SHORTEST_LINE && (end - lineStart) % 4 == 0) {
            int next = end;
            while (next < text.length && isWhite(text[next])) {
                next++;
            }
            if (next == end || next == text.length || VALUES[text[next] & 0xFF] == NONE) {
                return end;
            }
            lineStart = next;
            end = end(text, next);
        }
        return end;
    }

    private static boolean isWhite(byte b) {
        return b == '\n' || b == '\r' || b == ' ' || b == '\t';
    }

    /** Whether it says something at its start, in its middle or at its end. */
    private static boolean isReadable(byte[] text, int start, int end) {
        int length = SAMPLE / 3 * 4 + 4;
        int groups = (end - start - length) / 4;
        if (groups < 0) {
            return readable(base64(text, start, end));
        }
        return readable(base64(text, start, start + length))
                || readable(base64(text, start + groups / 2 * 4, start + groups / 2 * 4 + length))
                || readable(base64(text, start + groups * 4, end));
    }

    private static boolean readable(byte[] sample) {
        int readable = 0;
        int length = Math.min(SAMPLE, sample.length);
        for (int i = 0; i < length; i++) {
            byte b = sample[i];
            readable += (b >= ' ' && b < 0x7F) || isWhite(b) || b == 0 ? 1 : 0;
        }
        return length > 0 && readable * SAMPLE >= READABLE_OF_SAMPLE * length;
    }

    private static byte[] base64(byte[] text, int start, int end) {
        var decoded = new byte[(end - start) / 4 * 3 + 3];
        int length = 0;
        int bits = 0;
        int count = 0;
        for (int i = start; i < end; i++) {
            byte value = VALUES[text[i] & 0xFF];
            if (value != NONE) {
                bits = bits << 6 | value;
                count += 6;
                if (count >= 8) {
                    count -= 8;
                    decoded[length++] = (byte) (bits >> count);
                }
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    private static void hexadecimal(byte[] text, int start, int end, Listener each) {
        int from = start;
        while (from < end) {
            int to = from;
            while (to < end && Character.digit(text[to], 16) >= 0) {
                to++;
            }
            if (to - from >= SHORTEST_HEXADECIMAL) {
                var decoded = new byte[(to - from) / 2];
                for (int i = 0; i < decoded.length; i++) {
                    decoded[i] = hexadecimal(text, from + 2 * i);
                }
                if (readable(decoded)) {
                    each.hidden(from, decoded, false);
                }
            }
            from = to + 1;
        }
    }

    private static byte hexadecimal(byte[] text, int at) {
        return (byte) (Character.digit(text[at], 16) << 4 | Character.digit(text[at + 1], 16));
    }

    /** Searching a string for one character is what the machine does fastest. */
    private static void urls(byte[] text, Listener each) {
        String latin = new String(text, StandardCharsets.ISO_8859_1);
        int at = latin.indexOf('%');
        while (at >= 0) {
            int next = at + 1;
            if (isEscape(text, at)) {
                int start = at;
                while (start > 0 && at - start < LONGEST_URL && isUrl(text[start - 1])) {
                    start--;
                }
                int end = at;
                while (end < text.length && end - at < LONGEST_URL && isUrl(text[end])) {
                    end++;
                }
                each.hidden(start, unescaped(text, start, end), true);
                next = end;
            }
            at = latin.indexOf('%', next);
        }
    }

    private static boolean isUrl(byte b) {
        return b > ' ' && b < 0x7F && b != '"' && b != '\'' && b != '<' && b != '>' && b != '`';
    }

    private static boolean isEscape(byte[] text, int at) {
        return at + 2 < text.length
                && Character.digit(text[at + 1], 16) >= 0
                && Character.digit(text[at + 2], 16) >= 0;
    }

    /** Where in a text that is URL-encoded from {@code start} on a decoded byte comes from. */
    static int offset(byte[] text, int start, int decoded) {
        int at = start;
        for (int i = 0; i < decoded; i++) {
            at += text[at] == '%' && isEscape(text, at) ? 3 : 1;
        }
        return at;
    }

    private static byte[] unescaped(byte[] text, int start, int end) {
        var decoded = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            if (text[i] == '%' && isEscape(text, i)) {
                decoded.write(hexadecimal(text, i + 1));
                i += 2;
            } else {
                decoded.write(text[i]);
            }
        }
        return decoded.toByteArray();
    }
}
