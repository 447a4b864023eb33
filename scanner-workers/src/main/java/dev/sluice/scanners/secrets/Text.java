package dev.sluice.scanners.secrets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The content of a file as bytes in which ASCII is ASCII: UTF-8 and the Latin alphabets as they
 * are, UTF-16 and UTF-32 as UTF-8.
 */
final class Text {

    private static final int SAMPLE = 8192;
    private static final int PROBES = 64;

    private final byte[] bytes;
    private final boolean decoded;
    private final boolean disguised;

    private Text(byte[] bytes, boolean decoded, boolean disguised) {
        this.bytes = bytes;
        this.decoded = decoded;
        this.disguised = disguised;
    }

    static Text of(byte[] content) {
        if (starts(content, 0xFF, 0xFE, 0, 0)) {
            return decoded(content, 4, Charset.forName("UTF-32LE"));
        }
        if (starts(content, 0, 0, 0xFE, 0xFF)) {
            return decoded(content, 4, Charset.forName("UTF-32BE"));
        }
        if (starts(content, 0xFF, 0xFE)) {
            return decoded(content, 2, StandardCharsets.UTF_16LE);
        }
        if (starts(content, 0xFE, 0xFF)) {
            return decoded(content, 2, StandardCharsets.UTF_16BE);
        }
        return withoutMark(content);
    }

    /**
     * Mostly Latin UTF-16 has a zero in every other place and none in the rest. Some pairs of
     * bytes, evenly spread, are enough to tell.
     */
    private static Text withoutMark(byte[] content) {
        int pairs = Math.min(content.length, SAMPLE) / 2;
        int step = Math.max(1, pairs / PROBES);
        int probes = 0;
        int high = 0;
        int low = 0;
        for (int i = 0; i < pairs; i += step) {
            probes++;
            high += content[2 * i] == 0 ? 1 : 0;
            low += content[2 * i + 1] == 0 ? 1 : 0;
        }
        int most = probes * 7 / 10;
        int few = probes / 20;
        if (low > most && high <= few) {
            return decoded(content, 0, StandardCharsets.UTF_16LE);
        }
        if (high > most && low <= few) {
            return decoded(content, 0, StandardCharsets.UTF_16BE);
        }
        return new Text(content, false, false);
    }

    private static boolean starts(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Text decoded(byte[] content, int from, Charset charset) {
        var text = new String(content, from, content.length - from, charset);
        return new Text(text.getBytes(StandardCharsets.UTF_8), true, false);
    }

    /** The content as it is, whatever its encoding looks like. */
    static Text undecoded(byte[] content) {
        return new Text(content, false, true);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the bytes are not those of the content. */
    boolean decoded() {
        return decoded;
    }

    /** Whether it has no lines that a person would count. */
    boolean binary() {
        for (int i = 0; !decoded && i < Math.min(bytes.length, SAMPLE); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return disguised;
    }

    /** Whether the bytes are UTF-8 and not one of the Latin alphabets. */
    boolean isUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer piece = CharBuffer.allocate(SAMPLE);
        CoderResult result = decoder.decode(rest, piece, true);
        while (result.isOverflow()) {
            piece.clear();
            result = decoder.decode(rest, piece, true);
        }
        return !result.isError();
    }

    @Override
    public String toString() {
        return "Text of " + bytes.length + " bytes";
    }
}
