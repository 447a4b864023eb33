package dev.sluice.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP link to a port of this machine that can be made slow, thin, silent or broken. */
final class FaultyLink implements AutoCloseable {

    private static final int PIECE = 4096;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = new State.Whole();

    /** What the link does with bytes. */
    sealed interface State {

        /** Passes them on. */
        record Whole() implements State {}

        /** Passes them on late, by half as much up to half as much again. */
        record Slow(Duration latency) implements State {}

        /** Passes so many on each second. */
        record Thin(int bytesPerSecond) implements State {}

        /** Keeps every connection open and passes nothing on. */
        record Silent() implements State {}
    }

    private FaultyLink(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static FaultyLink to(int target) throws IOException {
        var link =
                new FaultyLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().name("link").start(link::accept);
        return link;
    }

    int port() {
        return door.getLocalPort();
    }

    void becomes(State other) {
        state = other;
    }

    /** Ends every connection with a reset, in the middle of whatever it carries. */
    void reset() {
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException alreadyClosed) {
                open.remove(socket);
            }
        }
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far;
        try {
            far = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException nobodyThere) {
            near.close();
            return;
        }
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                hold(length);
                out.write(piece, 0, length);
            }
        } catch (IOException ended) {
            open.remove(to); // closed by now, like the other end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    /** As long as the state says; it may change meanwhile. */
    private void hold(int length) throws InterruptedException {
        switch (state) {
            case State.Whole() -> {}
            case State.Slow(Duration latency) ->
                    Thread.sleep(
                            latency.dividedBy(2)
                                    .plusNanos(
                                            ThreadLocalRandom.current()
                                                    .nextLong(latency.toNanos())));
            case State.Thin(int bytesPerSecond) ->
                    Thread.sleep(Duration.ofMillis(1000L * length / bytesPerSecond));
            case State.Silent() -> {
                while (state instanceof State.Silent && !door.isClosed()) {
                    Thread.sleep(PAUSE);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        reset();
    }
}
