package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The borders that a shallow mirror had before a fetch. A fetch takes borders away before the
 * parents are there, and where it breaks off in between they have to come back.
 */
record RememberedBorders(Path file) {

    static RememberedBorders of(Path mirror) {
        return new RememberedBorders(mirror.resolve("borders-before"));
    }

    void remember(FileRepository mirror) throws IOException {
        Set<ObjectId> borders = mirror.getObjectDatabase().getShallowCommits();
        if (!borders.isEmpty()) {
            Files.write(file, borders.stream().map(ObjectId::name).toList());
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Brings back what a fetch that broke off took away; more borders than needed do no harm. */
    void restore(FileRepository mirror) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Set<ObjectId> borders = new HashSet<>(mirror.getObjectDatabase().getShallowCommits());
        borders.addAll(
                Files.readAllLines(file).stream()
                        .filter(ObjectId::isId)
                        .map(ObjectId::fromString)
                        .collect(Collectors.toSet()));
        mirror.getObjectDatabase().setShallowCommits(borders);
        forget();
    }
}
