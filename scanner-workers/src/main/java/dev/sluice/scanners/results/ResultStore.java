package dev.sluice.scanners.results;

import dev.sluice.events.wire.Json;
import dev.sluice.scanners.spi.ScanOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Results on disk, the least recently used given up for new ones. It may be deleted at any time;
 * what is broken or cannot be read is as if it were not there.
 */
public final class ResultStore {

    /** More than this is scanned again, in bytes. */
    static final int LARGEST = 16 << 20;

    private static final Logger LOG = Logger.getLogger(ResultStore.class);

    private static final int DIGEST = 32;

    private final Path directory;
    private final long budget;
    private final Clock clock;
    private final LongAdder found = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private long bytes;

    /**
     * @param directory made when needed
     * @param budget in bytes; 0 keeps nothing
     * @param clock for what was used when
     */
    public ResultStore(Path directory, long budget, Clock clock) {
        this.directory = directory;
        this.budget = budget;
        this.clock = clock;
        this.bytes = entries().stream().mapToLong(Entry::bytes).sum();
    }

    /** How often a result was there. */
    public long found() {
        return found.sum();
    }

    /** How often none was. */
    public long missed() {
        return missed.sum();
    }

    Optional<ScanOutcome.Completed> get(TreeKey key) {
        Optional<ScanOutcome.Completed> result = read(key);
        (result.isPresent() ? found : missed).increment();
        return result;
    }

    void put(TreeKey key, ScanOutcome.Completed result) {
        try {
            byte[] content = Json.mapper().writeValueAsBytes(result);
            if (content.length <= Math.min(LARGEST, budget)) {
                write(key, content);
            }
        } catch (IOException e) {
            LOG.warnf("a result is not kept and will be made again: %s", e.toString());
        }
    }

    private Optional<ScanOutcome.Completed> read(TreeKey key) {
        Path file = file(key);
        try {
            if (Files.size(file) > LARGEST + DIGEST) {
                throw new IOException("too large");
            }
            byte[] all = Files.readAllBytes(file);
            byte[] content = Arrays.copyOfRange(all, Math.min(DIGEST, all.length), all.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(all, DIGEST), digest(key, content))) {
                throw new IOException("broken");
            }
            var result = Json.mapper().readValue(content, ScanOutcome.Completed.class);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(result);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("a result that was kept is made again: %s", e.toString());
            return Optional.empty();
        }
    }

    private synchronized void write(TreeKey key, byte[] content) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), "new-", "");
        try {
            Files.write(aside, digest(key, content));
            Files.write(aside, content, StandardOpenOption.APPEND);
            Files.setLastModifiedTime(aside, FileTime.from(clock.instant()));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
        bytes += DIGEST + content.length;
        if (bytes > budget) {
            makeRoom();
        }
    }

    /** Down to three quarters, so that not every new result has to look at all. */
    private void makeRoom() throws IOException {
        List<Entry> entries = new ArrayList<>(entries());
        entries.sort(Comparator.comparing(Entry::used));
        bytes = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : entries) {
            if (bytes <= budget / 4 * 3) {
                return;
            }
            Files.deleteIfExists(entry.file());
            bytes -= entry.bytes();
        }
    }

    private record Entry(Path file, long bytes, FileTime used) {
        static Entry of(Path file) {
            try {
                return new Entry(file, Files.size(file), Files.getLastModifiedTime(file));
            } catch (IOException gone) { // by another process, which is as good as ours
                return new Entry(file, 0, FileTime.fromMillis(0));
            }
        }
    }

    private List<Entry> entries() {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(Files::isRegularFile).map(Entry::of).toList();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("results cannot be kept in %s: %s", directory, e.toString());
            return List.of();
        }
    }

    private Path file(TreeKey key) {
        return directory.resolve(key.value().substring(0, 2)).resolve(key.value());
    }

    /** Over the key, too, so that a file under the name of another one is broken. */
    private static byte[] digest(TreeKey key, byte[] content) {
        MessageDigest digest = TreeKey.sha256();
        digest.update(key.value().getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
    }
}
