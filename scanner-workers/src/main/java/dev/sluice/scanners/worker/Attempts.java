package dev.sluice.scanners.worker;

import dev.sluice.scanners.revision.Course;
import dev.sluice.scanners.revision.Halt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Counts on disk how often a process began a job and died before its end, so that a job that kills
 * its worker does not kill it for ever. After two deaths a job is suspected and runs alone, so that
 * it takes no other with it and no other is blamed for it; after the last one it is given up.
 */
final class Attempts {

    /** So many deaths may be chance, or the fault of a job beside it. */
    static final int INNOCENT = 2;

    private static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private final Path directory;
    private final int most;
    private final ReadWriteLock together = new ReentrantReadWriteLock(true);

    /**
     * @param directory made when needed; disposable
     * @param most deaths after which a job is given up
     */
    Attempts(Path directory, int most, Instant now) {
        this.directory = directory;
        this.most = most;
        forgetBefore(now.minus(KEPT));
    }

    /** Goes the course of a job; it is halted first if it was the death of too many. */
    void attempt(UUID job, Course course, Course.Walk walk) throws InterruptedException {
        int deaths = deaths(job);
        if (deaths >= most) {
            course.halt(new Halt.GivenUp(deaths));
        }
        Lock lock = deaths < INNOCENT ? together.readLock() : together.writeLock();
        lock.lockInterruptibly();
        try {
            write(job, deaths + 1);
            course.walk(walk);
        } finally {
            lock.unlock();
            delete(job);
        }
    }

    private int deaths(UUID job) {
        try {
            return Integer.parseInt(Files.readString(file(job)));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | NumberFormatException e) {
            LOG.warnf("it is not known how often %s was tried: %s", job, e.toString());
            return 0;
        }
    }

    private void write(UUID job, int attempts) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file(job), Integer.toString(attempts));
        } catch (IOException e) {
            LOG.warnf("attempts at %s are not counted: %s", job, e.toString());
        }
    }

    private void delete(UUID job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            LOG.warnf("attempts at %s cannot be forgotten: %s", job, e.toString());
        }
    }

    /** Those of jobs that other workers have ended. */
    private void forgetBefore(Instant time) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("attempts cannot be kept in %s: %s", directory, e.toString());
        }
    }

    private Path file(UUID job) {
        return directory.resolve(job.toString());
    }
}
