package dev.sluice.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a port of this machine; shut, it ends them and takes no more. */
public final class Gate implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private Gate(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static Gate to(int target) throws IOException {
        var gate = new Gate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(gate::accept);
        return gate;
    }

    int port() {
        return door.getLocalPort();
    }

    public void shut() {
        shut = true;
        open.forEach(Gate::end);
        open.clear();
    }

    public void open() {
        shut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (shut) {
                    end(near);
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            } catch (IOException e) {
                shut = true; // closed, or the database is gone
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the connection has ended, which is all that is wanted
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        door.close();
    }
}
