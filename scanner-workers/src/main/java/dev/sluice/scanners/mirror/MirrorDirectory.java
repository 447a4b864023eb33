package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import org.jboss.logging.Logger;

/**
 * Where mirrors are on disk. Directories are named by a hash of the repository's id, so that no
 * name from outside becomes a path and a renamed repository keeps its mirror.
 */
final class MirrorDirectory {

    /** Where refs are kept that were fetched to their end. */
    static final String KEPT_REFS = "refs/fetched/";

    private static final Logger LOG = Logger.getLogger(MirrorDirectory.class);

    private static final String MIRROR = ".git";
    private static final String WRITERS = ".in-use";
    private static final String READERS = ".readers";
    private static final String LAST_USE = ".last-use";

    /** On its way out; what is found under such a name was left by a process that died. */
    private static final String DELETED = "deleted-";

    private final Path root;
    private final Quarantine quarantine;
    private final MirrorUses uses = new MirrorUses();
    private final Clock clock;

    MirrorDirectory(Path cache, Clock clock) {
        this.root = cache.resolve("mirrors");
        this.quarantine = new Quarantine(cache.resolve("quarantine"), clock);
        this.clock = clock;
    }

    /** The name of a mirror. */
    static String name(Repository repository) {
        return hash(repository.key()) + MIRROR;
    }

    /** Whether all history of what was fetched so far is there. */
    boolean isWhole(Repository repository) {
        Path mirror = path(repository);
        return Files.isDirectory(mirror.resolve(KEPT_REFS))
                && !Files.exists(mirror.resolve("shallow"));
    }

    /** Whether anything was ever fetched into the mirror. */
    boolean isFilled(Repository repository) throws IOException {
        try (Stream<Path> packs = Files.list(path(repository).resolve("objects").resolve("pack"))) {
            return packs.findAny().isPresent();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The right to write into a mirror. */
    MirrorLock lock(Repository repository) throws IOException {
        return MirrorLock.on(beside(name(repository), WRITERS));
    }

    /** Keeps a mirror from being evicted. */
    MirrorUses.Reading reading(Repository repository) throws IOException {
        MirrorUses.Reading reading = uses.read(beside(name(repository), READERS));
        touch(beside(name(repository), LAST_USE));
        return reading;
    }

    RememberedBorders rememberedBorders(Repository repository) {
        return RememberedBorders.of(path(repository));
    }

    /**
     * Opens a mirror to write into it, which only the holder of its lock may do: whatever locks of
     * git are found there belong to a process that died.
     */
    BoundedRepository openOrCreate(Repository repository) throws IOException {
        if (!Files.exists(path(repository))) {
            create(repository);
        }
        Leftovers.remove(path(repository));
        touch(beside(name(repository), LAST_USE));
        BoundedRepository mirror = open(repository);
        try {
            rememberedBorders(repository).restore(mirror);
            return mirror;
        } catch (IOException | RuntimeException e) {
            mirror.close();
            throw e;
        }
    }

    BoundedRepository open(Repository repository) throws IOException {
        return new BoundedRepository(
                new FileRepositoryBuilder()
                        .setGitDir(path(repository).toFile())
                        .setBare()
                        .setMustExist(true)
                        .setup());
    }

    /**
     * Puts a broken mirror aside at once, so that the next fetch starts a new one.
     *
     * @return whether it is out of the way
     */
    boolean quarantine(Repository repository) {
        try (var _ = lock(repository)) {
            Path aside = quarantine.take(path(repository));
            LOG.warnf("Mirror %s is broken; it is kept as %s", name(repository), aside);
            return true;
        } catch (IOException e) {
            LOG.warnf("a broken mirror cannot be moved away: %s", e.getMessage());
            return false;
        }
    }

    /** All mirrors as they are on disk now, and what a process that died was about to delete. */
    List<StoredMirror> stored() throws IOException {
        var mirrors = new ArrayList<>(quarantine.stored());
        for (Path path : directories(root)) {
            String name = path.getFileName().toString();
            if (name.endsWith(MIRROR)) {
                mirrors.add(
                        new StoredMirror(
                                name,
                                path,
                                DiskUsage.of(path),
                                lastUse(beside(name, LAST_USE)),
                                false));
            } else if (name.startsWith(DELETED)) {
                delete(path);
            }
        }
        return mirrors;
    }

    /** Deletes a mirror, if nobody reads it or writes into it. */
    boolean evict(StoredMirror mirror) throws IOException {
        if (mirror.quarantined()) {
            delete(mirror.path());
            return true;
        }
        Path deleted = root.resolve(DELETED + UUID.randomUUID());
        Path writers = beside(mirror.name(), WRITERS);
        return uses.ifUnused(
                        beside(mirror.name(), READERS),
                        () -> {
                            try (var lock = MirrorLock.tryOn(writers)) {
                                if (lock != null) {
                                    Files.move(mirror.path(), deleted);
                                }
                            }
                        })
                && Files.exists(deleted)
                && delete(deleted);
    }

    static List<Path> directories(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean delete(Path directory) throws IOException {
        FileUtils.delete(
                directory.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        return true;
    }

    private static Instant lastUse(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * Made aside and moved into place, so that a mirror is whole or not there; what is found aside
     * was left by a process that died.
     */
    private void create(Repository repository) throws IOException {
        Path aside = root.resolve(hash(repository.key()) + ".new");
        delete(aside);
        try {
            createIn(aside);
        } catch (IOException e) { // JGit does not say what the operating system said
            var cause = new FileSystemException(aside.toString(), null, e.getMessage());
            cause.initCause(e);
            throw cause;
        }
        Files.move(aside, path(repository), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void createIn(Path directory) throws IOException {
        try (var created =
                new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build()) {
            created.create(true);
            StoredConfig config = created.getConfig();
            config.setBoolean("transfer", null, "fsckObjects", true);
            config.setInt("gc", null, "auto", 0);
            config.save();
        }
    }

    private Path path(Repository repository) {
        return root.resolve(name(repository));
    }

    private Path beside(String mirror, String suffix) {
        return root.resolve(mirror.replace(MIRROR, suffix));
    }

    /** Never on a file with a lock: this opens and closes it. */
    private void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0]);
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    /** Hexadecimal SHA-256. */
    static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
