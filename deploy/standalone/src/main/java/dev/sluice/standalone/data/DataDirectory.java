package dev.sluice.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything a standalone Sluice keeps, locked for as long as this is
 * open. The operating system releases the lock when the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing and takes the lock.
     *
     * @throws DataDirectoryInUseException when another process holds the lock
     * @throws IOException when the directory cannot be made or written
     */
    public static DataDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) != null) {
                return new DataDirectory(path, channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new DataDirectoryInUseException(path);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    public Path broker() {
        return broker(path);
    }

    /** Known without the lock, for commands that run beside a Sluice that is up. */
    public static Path broker(Path data) {
        return data.resolve("broker");
    }

    public Path database() {
        return path.resolve("database");
    }

    public Path cache() {
        return path.resolve("cache");
    }

    public Path log() {
        return path.resolve("logs").resolve("sluice.log");
    }

    public Path webhookSecret() {
        return webhookSecret(path);
    }

    /** Known without the lock, for commands that run beside a Sluice that is up. */
    public static Path webhookSecret(Path data) {
        return data.resolve("webhook-secret");
    }

    public Path githubApp() {
        return githubApp(path);
    }

    /** Known without the lock, for commands that run beside a Sluice that is up. */
    public static Path githubApp(Path data) {
        return data.resolve("github-app");
    }

    public Path administratorToken() {
        return administratorToken(path);
    }

    /** Known without the lock, for commands that run beside a Sluice that is up. */
    public static Path administratorToken(Path data) {
        return data.resolve("administrator-token");
    }

    public Path fingerprintKey() {
        return path.resolve("fingerprint-key");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
