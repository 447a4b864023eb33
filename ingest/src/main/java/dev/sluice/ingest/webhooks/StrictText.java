package dev.sluice.ingest.webhooks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * JSON text as a stream of characters, in strict UTF-8: malformed bytes are an error and not a
 * replacement character. So are the escapes that JSON allows and no forge sends: NUL, and half of a
 * surrogate pair.
 */
final class StrictText extends Reader {

    private final Reader utf8;
    private State state = State.TEXT;
    private int digits;
    private int escaped;
    private boolean highBefore;

    private enum State {
        TEXT,
        BACKSLASH,
        UNICODE
    }

    StrictText(byte[] bytes) {
        // A decoder made this way reports malformed input; the one made from a charset replaces it.
        this.utf8 =
                new InputStreamReader(
                        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = utf8.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            check(buffer[i]);
        }
        return count;
    }

    private void check(char c) throws IOException {
        switch (state) {
            case TEXT -> text(c);
            case BACKSLASH -> backslash(c);
            case UNICODE -> unicode(c);
        }
    }

    private void text(char c) throws IOException {
        if (c == '\\') {
            state = State.BACKSLASH;
        } else {
            endOfPair();
        }
    }

    private void backslash(char c) throws IOException {
        if (c == 'u') {
            state = State.UNICODE;
            digits = 0;
            escaped = 0;
        } else {
            state = State.TEXT;
            endOfPair();
        }
    }

    private void unicode(char c) throws IOException {
        escaped = escaped * 16 + Character.digit(c, 16);
        if (++digits < 4) {
            return;
        }
        state = State.TEXT;
        boolean low = Character.isLowSurrogate((char) escaped);
        if (escaped == 0 || low != highBefore) {
            throw new IOException("an escape stands for no character");
        }
        highBefore = Character.isHighSurrogate((char) escaped);
    }

    private void endOfPair() throws IOException {
        if (highBefore) {
            throw new IOException("half of a surrogate pair");
        }
    }

    @Override
    public void close() throws IOException {
        utf8.close();
    }
}
