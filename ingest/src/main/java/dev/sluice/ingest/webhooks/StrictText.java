package dev.sluice.ingest.webhooks;

import java.nio.ByteBuffer;
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
        int or = 0;
        boolean nul = false;
        for (byte b : bytes) {
            or |= b;
            nul |= b == 0;
        }
        return !nul && (or >= 0 || isWellFormed(bytes));
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
        while (position < bytes.length) {
            if (bytes[position++] != '\\') {
                continue;
            }
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
