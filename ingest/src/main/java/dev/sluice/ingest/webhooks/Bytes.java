package dev.sluice.ingest.webhooks;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A body as it arrives. Its room grows with what has come, never far ahead of it, so that a length
 * that is only announced takes no memory; and it ends at that length without another copy.
 */
final class Bytes {

    private static final int AT_FIRST = 16 * 1024;

    private final int announced;
    private byte[] room;
    private int length;

    /**
     * @param announced how many there should be; 0 when that is unknown
     */
    Bytes(int announced) {
        this.announced = announced;
        this.room = new byte[announced == 0 ? AT_FIRST : Math.min(announced, AT_FIRST)];
    }

    int length() {
        return length;
    }

    void add(Buffer chunk) {
        int end = length + chunk.length();
        if (end > room.length) {
            room = Arrays.copyOf(room, Math.max(end, next()));
        }
        chunk.getBytes(room, length);
        length = end;
    }

    private int next() {
        int doubled = 2 * room.length;
        return announced == 0 ? doubled : Math.min(announced, doubled);
    }

    /** Nothing can be added afterwards. */
    byte[] all() {
        return length == room.length ? room : Arrays.copyOf(room, length);
    }
}
