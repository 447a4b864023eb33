package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Who reads which mirror, in this process and in others that share the cache directory. A mirror
 * has a file for that, on which its readers share a lock of the operating system; this process
 * opens it only once at a time, because closing it gives the lock away.
 */
final class MirrorUses {

    private final Map<Path, Use> uses = new HashMap<>();

    private static final class Use {
        private final FileChannel channel;
        private int readers;

        Use(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** Ends a use. */
    interface Reading extends AutoCloseable {
        @Override
        void close();
    }

    /** Something that needs a mirror which nobody reads. */
    interface Exclusively {
        void run() throws IOException;
    }

    synchronized Reading read(Path file) throws IOException {
        Use use = uses.get(file);
        if (use == null) {
            use = new Use(shared(file));
            uses.put(file, use);
        }
        use.readers++;
        return () -> end(file);
    }

    private static FileChannel shared(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private synchronized void end(Path file) {
        Use use = uses.get(file);
        if (use != null && --use.readers == 0) {
            uses.remove(file);
            try {
                use.channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a lock cannot be given back", e);
            }
        }
    }

    /** Runs it if nobody reads the mirror, and lets nobody begin to meanwhile. */
    synchronized boolean ifUnused(Path file, Exclusively action) throws IOException {
        if (uses.containsKey(file)) {
            return false;
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            action.run();
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
