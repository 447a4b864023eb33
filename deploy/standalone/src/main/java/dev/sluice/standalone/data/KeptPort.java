package dev.sluice.standalone.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A loopback port that is written down beside the data it serves, so that a restart listens where
 * clients and peers look for it. If somebody else has taken it meanwhile, a free one replaces it.
 */
public final class KeptPort {

    private static final int UNUSABLE = 0;

    private KeptPort() {}

    /**
     * The port of this file: the one kept if it is free now, otherwise a free one, kept from now
     * on.
     */
    public static int in(Path file) throws IOException {
        int kept = read(file);
        if (kept != UNUSABLE && isFree(kept)) {
            return kept;
        }
        int port = free();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, port + "\n");
        return port;
    }

    /** The port that was written down last; empty where none was. */
    public static OptionalInt last(Path file) throws IOException {
        int kept = read(file);
        return kept == UNUSABLE ? OptionalInt.empty() : OptionalInt.of(kept);
    }

    private static int read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return UNUSABLE;
        }
        String text = Files.readString(file).strip();
        return text.matches("[1-9][0-9]{3,4}") && Integer.parseInt(text) <= 65_535
                ? Integer.parseInt(text)
                : UNUSABLE;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
