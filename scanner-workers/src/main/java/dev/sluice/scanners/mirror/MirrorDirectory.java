package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
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

    private final Path root;

    MirrorDirectory(Path cache) {
        this.root = cache.resolve("mirrors");
    }

    /** Whether anything was ever fetched into the mirror. */
    boolean isFilled(Repository repository) {
        return Files.isDirectory(path(repository).resolve(KEPT_REFS));
    }

    /** The right to write into a mirror. */
    MirrorLock lock(Repository repository) throws IOException {
        return MirrorLock.on(root.resolve(hash(repository.key()) + ".in-use"));
    }

    /**
     * Opens a mirror to write into it, which only the holder of its lock may do: whatever locks of
     * git are found there belong to a process that died.
     */
    org.eclipse.jgit.lib.Repository openOrCreate(Repository repository) throws IOException {
        if (!Files.exists(path(repository))) {
            create(repository);
        }
        freeOfStaleLocks(path(repository));
        return open(repository);
    }

    org.eclipse.jgit.lib.Repository open(Repository repository) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(path(repository).toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    private static void freeOfStaleLocks(Path mirror) throws IOException {
        Path objects = mirror.resolve("objects");
        Files.walkFileTree(
                mirror,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return directory.equals(objects)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (file.getFileName().toString().endsWith(".lock")) {
                            LOG.infof(
                                    "a lock is taken away that a dead process has left: %s", file);
                            Files.delete(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /**
     * Moves the mirror out of the way at once, then deletes it.
     *
     * @return whether it is out of the way
     */
    boolean discard(Repository repository) {
        Path discarded = root.resolve("discarded-" + UUID.randomUUID());
        try (var _ = lock(repository)) {
            Files.move(path(repository), discarded);
        } catch (IOException e) {
            LOG.warnf("a broken mirror cannot be moved away: %s", e.getMessage());
            return false;
        }
        try {
            FileUtils.delete(discarded.toFile(), FileUtils.RECURSIVE);
        } catch (IOException e) {
            LOG.warnf("a broken mirror cannot be deleted: %s", e.getMessage());
        }
        return true;
    }

    /**
     * Made aside and moved into place, so that a mirror is whole or not there; what is found aside
     * was left by a process that died.
     */
    private void create(Repository repository) throws IOException {
        Path aside = root.resolve(hash(repository.key()) + ".new");
        FileUtils.delete(aside.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        try (var created =
                new FileRepositoryBuilder().setGitDir(aside.toFile()).setBare().build()) {
            created.create(true);
            StoredConfig config = created.getConfig();
            config.setBoolean("transfer", null, "fsckObjects", true);
            config.setInt("gc", null, "auto", 0);
            config.save();
        }
        Files.move(aside, path(repository), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(Repository repository) {
        return root.resolve(hash(repository.key()) + ".git");
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
