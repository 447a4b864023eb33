package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
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

    org.eclipse.jgit.lib.Repository openOrCreate(Repository repository) throws IOException {
        if (!Files.exists(path(repository).resolve("HEAD"))) {
            create(repository);
        }
        return new FileRepositoryBuilder()
                .setGitDir(path(repository).toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    /**
     * Moves the mirror out of the way at once, then deletes it.
     *
     * @return whether it is out of the way
     */
    boolean discard(Repository repository) {
        Path discarded = root.resolve("discarded-" + UUID.randomUUID());
        try {
            Files.move(path(repository), discarded);
        } catch (IOException e) {
            LOG.warnf("a broken mirror cannot be moved away: %s", e.getMessage());
            return false;
        }
        try (Stream<Path> files = Files.walk(discarded)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warnf("a broken mirror cannot be deleted: %s", e.getMessage());
        }
        return true;
    }

    private void create(Repository repository) throws IOException {
        Files.createDirectories(root);
        try (var created =
                new FileRepositoryBuilder()
                        .setGitDir(path(repository).toFile())
                        .setBare()
                        .build()) {
            created.create(true);
            StoredConfig config = created.getConfig();
            config.setBoolean("transfer", null, "fsckObjects", true);
            config.setInt("gc", null, "auto", 0);
            config.save();
        }
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
