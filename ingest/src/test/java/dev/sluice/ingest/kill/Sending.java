package dev.sluice.ingest.kill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** One delivery on its way, byte by byte; the sender lives on when the receiver dies. */
final class Sending implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Sent sent;
    private final Socket socket;

    private Sending(Sent sent, Socket socket) {
        this.sent = sent;
        this.socket = socket;
    }

    static Sending to(int port, Sent sent) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new Sending(sent, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sent sent() {
        return sent;
    }

    void head(int bytes) {
        write(sent.head(), bytes);
    }

    void head() {
        head(sent.head().length);
    }

    void body(int bytes) {
        write(sent.body(), bytes);
    }

    void all() {
        head();
        body(sent.body().length);
    }

    private void write(byte[] bytes, int count) {
        try {
            socket.getOutputStream().write(bytes, 0, count);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the answer; 0 when the connection ended without one. */
    int status() {
        try {
            var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = reader.readLine();
            return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
        } catch (IOException died) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
