package dev.sluice.standalone.bench;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that has come whole: a head that ends with an empty line, and a body of the length that
 * it says. Read byte by byte, because a client that makes texts of it costs more than some servers.
 *
 * @param closes whether the other side goes away afterwards
 */
record LoadAnswer(int status, boolean closes) {

    private static final String LENGTH = "content-length:";
    private static final String CLOSES = "connection: close";
    private static final String VERSION = "HTTP/1.1 ";
    private static final int STATUS_DIGITS = 3;

    /** The answer, or null when some of it is still to come. */
    static @Nullable LoadAnswer in(ByteBuffer received) {
        int end = received.position();
        int length = -1;
        boolean closes = false;
        int line = 0;
        for (int at = 0; at + 1 < end; at++) {
            if (received.get(at) != '\r' || received.get(at + 1) != '\n') {
                continue;
            }
            if (at == line) {
                return at + 2 + whole(length, end - at - 2) == end
                        ? new LoadAnswer(status(received), closes)
                        : null;
            }
            if (startsWith(received, line, at, LENGTH)) {
                length = number(received, line + LENGTH.length(), at);
            }
            closes |= startsWith(received, line, at, CLOSES);
            line = at + 2;
        }
        return null;
    }

    private static int whole(int length, int come) {
        if (length < 0 || come > length) {
            throw new IllegalStateException(
                    "an answer says it has %d bytes, and %d have come".formatted(length, come));
        }
        return length;
    }

    private static int status(ByteBuffer received) {
        return number(received, VERSION.length(), VERSION.length() + STATUS_DIGITS);
    }

    private static boolean startsWith(ByteBuffer bytes, int from, int to, String lower) {
        if (to - from < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            byte b = bytes.get(from + i);
            if ((b >= 'A' && b <= 'Z' ? b | ' ' : b) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes.get(i);
            if (b >= '0' && b <= '9') {
                number = Math.addExact(Math.multiplyExact(number, 10), b - '0');
            } else if (b != ' ') {
                throw new IllegalStateException("an answer has no number where one belongs");
            }
        }
        return number;
    }
}
