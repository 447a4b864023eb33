package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jboss.logging.Logger;

/** What a process that died leaves in a mirror: locks of git, and packs that did not end. */
final class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private Leftovers() {}

    /** Only for who has the right to write into the mirror. */
    static void remove(Path mirror) throws IOException {
        Path objects = mirror.resolve("objects");
        Files.walkFileTree(
                mirror,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return objects.equals(directory.getParent())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (isLeftover(file.getFileName().toString())) {
                            LOG.infof("a file is deleted that a dead process has left: %s", file);
                            Files.delete(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static boolean isLeftover(String name) {
        return name.endsWith(".lock") || name.startsWith("incoming_");
    }
}
