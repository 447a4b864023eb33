package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into one mirror, among all processes that share a cache directory. The
 * operating system takes it from a process that dies, which lock files as git makes them survive.
 */
final class MirrorLock implements AutoCloseable {

    /** Of this process: opening such a file again, and closing it, would give its lock away. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private MirrorLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until nobody else has it. */
    static MirrorLock on(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        claim(file);
        FileChannel channel = null;
        try {
            channel = open(file);
            channel.lock();
            return new MirrorLock(file, channel);
        } catch (IOException | RuntimeException e) {
            giveUp(file, channel);
            throw e;
        }
    }

    /** Null where somebody else has it. */
    static @Nullable MirrorLock tryOn(Path file) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(file)) {
                return null;
            }
        }
        FileChannel channel = null;
        try {
            channel = open(file);
            if (channel.tryLock() != null) {
                return new MirrorLock(file, channel);
            }
        } catch (IOException | RuntimeException e) {
            giveUp(file, channel);
            throw e;
        }
        giveUp(file, channel);
        return null;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void claim(Path file) throws InterruptedIOException {
        synchronized (HELD) {
            try {
                while (!HELD.add(file)) {
                    HELD.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("nobody waits for this any more");
            }
        }
    }

    private static void giveUp(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            synchronized (HELD) {
                HELD.remove(file);
                HELD.notifyAll();
            }
        }
    }

    @Override
    public void close() throws IOException {
        giveUp(file, channel);
    }
}
