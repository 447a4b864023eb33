package dev.sluice.ingest.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;

/** A socket on which a test writes what no HTTP client would. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    public RawConnection(URL url) throws IOException {
        this.socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(120_000);
    }

    /**
     * @param local the loopback address that it comes from, such as {@code 127.0.0.2}
     */
    public RawConnection(URL url, String local) throws IOException {
        this.socket = new Socket(url.getHost(), url.getPort(), InetAddress.ofLiteral(local), 0);
        socket.setSoTimeout(120_000);
    }

    public RawConnection write(String text) throws IOException {
        return write(text.getBytes(ISO_8859_1));
    }

    public RawConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Goes on while the answer is read, for as long as the server takes it. */
    RawConnection writeBeside(byte[] bytes) {
        Thread.startVirtualThread(() -> {
            try {
                write(bytes);
            } catch (IOException e) {
                // who has answered need not read the rest
            }
        });
        return this;
    }

    /** The status line; waits for it. */
    public String status() throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
            line.append((char) c);
            c = socket.getInputStream().read();
        }
        return line.toString();
    }

    /** Everything up to the end, which the server has to bring about. */
    public String untilClosed() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
