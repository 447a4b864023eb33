package dev.sluice.scanners.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports of blobs on disk, so that the next scan, of this worker or another, reads new blobs only.
 * It belongs to one set of rules, limits and one key, whose digest its directory is named by. All
 * of it can be lost: what cannot be read is scanned again, and where nothing can be written nothing
 * is kept.
 *
 * <p>Lines are appended, in one write each, to the file of their blob's first two digits; a file
 * that has grown too large keeps its newer half.
 */
final class BlobStore {

    private static final Logger LOG = Logger.getLogger(BlobStore.class);

    /** Of each of 256 files: room for more than a hundred thousand blobs without secrets. */
    private static final int MOST_BYTES = 32 * 1024;

    /** Of directories for other rules. */
    private static final int MOST_GENERATIONS = 3;

    private static final int SHARD_DIGITS = 2;

    private final Path directory;
    private final int mostBytes;
    private final Map<String, SecretRule> rules;
    private final Map<String, Map<String, String>> lines = new HashMap<>();
    private boolean complained;

    private BlobStore(Path directory, int mostBytes, List<SecretRule> rules) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.rules =
                rules.stream().collect(Collectors.toUnmodifiableMap(SecretRule::id, rule -> rule));
    }

    /** Below a directory that holds nothing else. */
    static BlobStore below(Path directory, String digest, List<SecretRule> rules) {
        return below(directory, digest, rules, MOST_BYTES);
    }

    static BlobStore below(Path directory, String digest, List<SecretRule> rules, int mostBytes) {
        var store = new BlobStore(directory.resolve(digest), mostBytes, rules);
        try {
            Files.createDirectories(store.directory);
            removeOldest(directory, store.directory);
        } catch (IOException e) {
            store.complain(e);
        }
        return store;
    }

    private static void removeOldest(Path directory, Path kept) throws IOException {
        var byTime = new TreeMap<String, Path>();
        try (Stream<Path> others = Files.list(directory)) {
            for (Path other : others.filter(path -> !path.equals(kept)).toList()) {
                byTime.put(Files.getLastModifiedTime(other) + " " + other, other);
            }
        }
        for (Path oldest :
                byTime.values().stream()
                        .limit(Math.max(0, byTime.size() - MOST_GENERATIONS + 1L))
                        .toList()) {
            PathUtils.delete(oldest);
        }
    }

    synchronized @Nullable FileReport get(String blob) {
        String line = shard(blob).get(blob);
        return line == null ? null : ReportLine.read(line, rules).orElse(null);
    }

    synchronized void put(String blob, FileReport report) {
        if (report.sightings().stream().anyMatch(sighting -> !sighting.unless().isEmpty())) {
            return; // what depends on the path is not in a line
        }
        Map<String, String> shard = shard(blob);
        String line = ReportLine.write(blob, report);
        if (line.length() > mostBytes / 4 || line.equals(shard.put(blob, line))) {
            return;
        }
        Path file = file(blob);
        try {
            Files.writeString(
                    file,
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
            if (Files.size(file) > mostBytes) {
                halve(file);
                lines.remove(name(blob));
            }
        } catch (IOException e) {
            complain(e);
        }
    }

    /** Once: the next scan looks again at what is not kept, and nothing else depends on it. */
    private void complain(IOException e) {
        if (!complained) {
            complained = true;
            LOG.warnf(
                    "Results of scans for secrets are not kept in %s, so scans take longer: %s",
                    directory, e);
        }
    }

    private static void halve(Path file) throws IOException {
        List<String> all = read(file);
        Path half = Files.createTempFile(file.getParent(), "half", ".tmp");
        Files.write(half, all.subList(all.size() / 2, all.size()));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> shard(String blob) {
        return lines.computeIfAbsent(
                name(blob),
                name -> {
                    var shard = new HashMap<String, String>();
                    Path file = directory.resolve(name);
                    try {
                        for (String line : Files.exists(file) ? read(file) : List.<String>of()) {
                            ReportLine.blob(line).ifPresent(id -> shard.put(id, line));
                        }
                    } catch (IOException e) {
                        complain(e);
                    }
                    return shard;
                });
    }

    private static List<String> read(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    private static String name(String blob) {
        return blob.substring(0, SHARD_DIGITS);
    }

    private Path file(String blob) {
        return directory.resolve(name(blob));
    }
}
