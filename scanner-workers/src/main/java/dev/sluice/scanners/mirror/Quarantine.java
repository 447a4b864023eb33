package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.util.FileUtils;

/** Broken mirrors, kept for somebody to look at; the last few only. */
final class Quarantine {

    static final int KEPT = 3;

    private final Path directory;
    private final Clock clock;

    Quarantine(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Moves a mirror here and returns where it is now. */
    Path take(Path mirror) throws IOException {
        Files.createDirectories(directory);
        long now = clock.millis();
        Path aside = directory.resolve(now + "-" + mirror.getFileName());
        while (Files.exists(aside)) {
            now++;
            aside = directory.resolve(now + "-" + mirror.getFileName());
        }
        Files.move(mirror, aside);
        List<StoredMirror> all = stored();
        for (StoredMirror old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            FileUtils.delete(old.path().toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
        return aside;
    }

    /** Oldest first. */
    List<StoredMirror> stored() throws IOException {
        var mirrors = new ArrayList<StoredMirror>();
        for (Path path : MirrorDirectory.directories(directory)) {
            String name = path.getFileName().toString();
            mirrors.add(new StoredMirror(name, path, DiskUsage.of(path), since(name), true));
        }
        mirrors.sort(Comparator.comparing(StoredMirror::lastUse).thenComparing(StoredMirror::name));
        return mirrors;
    }

    private static Instant since(String name) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(name, 0, name.indexOf('-'), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Instant.EPOCH;
        }
    }
}
