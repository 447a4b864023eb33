package dev.sluice.ingest.webhooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Refuses what JSON parsers read differently: malformed UTF-8, a byte order mark, NUL, and the
 * escapes that JSON allows and no forge sends, NUL and half of a surrogate pair. What passes can be
 * given to a parser as bytes.
 */
final class StrictText {

    private static final int DECODED_AT_ONCE = 8 * 1024;
    private static final int HEX_DIGITS = 4;
    private static final byte MARK = (byte) 0xEF;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

    private final byte[] bytes;
    private int position;
    private boolean highBefore;

    private StrictText(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean isStrict(byte[] bytes) {
        return bytes.length > 0
                && bytes[0] != MARK
                && isUtf8(bytes)
                && new StrictText(bytes).escapes();
    }

    /** No NUL either: without one nobody takes the bytes for another encoding. */
    private static boolean isUtf8(byte[] bytes) {
        int words = bytes.length & -Long.BYTES;
        long any = 0;
        long nul = 0;
        for (int i = 0; i < words; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            any |= word;
            nul |= zeros(word);
        }
        for (int i = words; i < bytes.length; i++) {
            any |= bytes[i];
            nul |= zeros(bytes[i] | ~0xFFL);
        }
        return (nul & HIGH_BITS) == 0 && ((any & HIGH_BITS) == 0 || isWellFormed(bytes));
    }

    /** Has a high bit set if any of the eight bytes is zero. */
    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }

    private static boolean isWellFormed(byte[] bytes) {
        // A decoder made this way reports malformed input; the one of a charset replaces it.
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(bytes.length, DECODED_AT_ONCE));
        CoderResult result = utf8.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = utf8.decode(in, out, true);
        }
        return !result.isError();
    }

    private boolean escapes() {
        int end = -1; // where the last escape of a character ended
        while (toBackslash()) {
            position++;
            boolean isCharacter = position < bytes.length && bytes[position++] == 'u';
            if (highBefore && (position != end + 2 || !isCharacter)) {
                return false;
            }
            if (isCharacter) {
                if (!character()) {
                    return false;
                }
                end = position;
            }
        }
        return !highBefore;
    }

    /** Eight bytes at a time: most of a body is none. */
    private boolean toBackslash() {
        while (position <= bytes.length - Long.BYTES
                && (zeros((long) WORDS.get(bytes, position) ^ BACKSLASHES) & HIGH_BITS) == 0) {
            position += Long.BYTES;
        }
        while (position < bytes.length && bytes[position] != '\\') {
            position++;
        }
        return position < bytes.length;
    }

    /** Reads the digits after {@code \\u}; false when they stand for no character. */
    private boolean character() {
        int escaped = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            if (position == bytes.length || !HexFormat.isHexDigit(bytes[position])) {
                return false;
            }
            escaped = escaped * 16 + HexFormat.fromHexDigit(bytes[position++]);
        }
        boolean low = Character.isLowSurrogate((char) escaped);
        if (escaped == 0 || low != highBefore) {
            return false;
        }
        highBefore = Character.isHighSurrogate((char) escaped);
        return true;
    }
}
