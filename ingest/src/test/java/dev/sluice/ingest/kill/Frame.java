package dev.sluice.ingest.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One request or answer of the Kafka protocol, with its length in front. */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Frame(byte[] bytes) {

    /** The next one; null when the other side has closed. */
    static @Nullable Frame read(DataInputStream in) throws IOException {
        try {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new Frame(bytes);
        } catch (EOFException closed) {
            return null;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** Of a request: what it asks for. */
    short api() {
        return ByteBuffer.wrap(bytes).getShort(0);
    }

    /** Of a request. */
    int requestNumber() {
        return ByteBuffer.wrap(bytes).getInt(4);
    }

    /** Of an answer: the number of its request. */
    int answerNumber() {
        return ByteBuffer.wrap(bytes).getInt(0);
    }

    /** Of a request: the name of the client, which ends with that of the channel. */
    String client() {
        short length = ByteBuffer.wrap(bytes).getShort(8);
        return length < 0 ? "" : new String(bytes, 10, length, UTF_8);
    }
}
