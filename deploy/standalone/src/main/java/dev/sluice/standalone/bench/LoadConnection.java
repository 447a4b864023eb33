package dev.sluice.standalone.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection, opened again when the other side has closed it; one request at a time. */
final class LoadConnection {

    /** What stands for an answer that never came. */
    static final int NO_ANSWER = 0;

    /** What stands for one that is still to come. */
    static final int WAITING = -1;

    private static final int CHUNK = 64 * 1024;
    private static final int LARGEST_ANSWER = 8 * 1024;

    private final Selector selector;
    private final int port;
    private final ByteBuffer received = ByteBuffer.allocateDirect(LARGEST_ANSWER);
    private @Nullable SocketChannel channel;
    private @Nullable ByteBuffer rest;
    private boolean waiting;
    private long due;

    LoadConnection(Selector selector, int port) {
        this.selector = selector;
        this.port = port;
    }

    /** When the request was due that waits for its answer, or the last one that did. */
    long due() {
        return due;
    }

    /** Whether some of the request is still to be written. */
    boolean isWriting() {
        return rest != null;
    }

    /**
     * Begins a request.
     *
     * @return {@link #WAITING}, or {@link #NO_ANSWER} where nobody listens
     */
    int send(ByteBuffer request, long dueNanos) {
        due = dueNanos;
        waiting = true;
        rest = request.duplicate();
        return write();
    }

    /**
     * Writes on. Large requests go in pieces with a pause, as over a network of half a gigabit: so
     * an early answer is heard, and loopback does not swallow megabytes before it.
     *
     * @return as {@link #send}
     */
    int write() {
        ByteBuffer writing = rest;
        if (writing == null) {
            return WAITING;
        }
        try {
            int end = writing.limit();
            writing.limit(Math.min(end, writing.position() + CHUNK));
            open().write(writing);
            writing.limit(end);
            rest = writing.hasRemaining() ? writing : null;
            return WAITING;
        } catch (IOException _) {
            return lost();
        }
    }

    /**
     * Takes what has come.
     *
     * @return the status of a whole answer, {@link #NO_ANSWER} or {@link #WAITING}
     */
    int read() {
        SocketChannel open = channel;
        if (open == null) {
            return WAITING;
        }
        try {
            if (open.read(received) < 0) {
                return lost();
            }
        } catch (IOException _) {
            return lost();
        }
        LoadAnswer answer = LoadAnswer.in(received);
        if (answer == null) {
            return WAITING;
        }
        waiting = false;
        rest = null;
        received.clear();
        if (answer.closes()) {
            close();
        }
        return answer.status();
    }

    private SocketChannel open() throws IOException {
        if (channel == null) {
            channel =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }
        return channel;
    }

    /** An answer is missing only where one was waited for. */
    private int lost() {
        close();
        int status = waiting ? NO_ANSWER : WAITING;
        waiting = false;
        return status;
    }

    void close() {
        SocketChannel open = channel;
        channel = null;
        rest = null;
        received.clear();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("a connection cannot be closed", e);
            }
        }
    }
}
