package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.SeededFiles;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * The files that are searched, copied into a directory of their own so that all sides see the same.
 * Part of them are made from the examples of rules.
 *
 * @param origin where they come from, for people
 * @param directory holds them and nothing else
 * @param part holds the first few megabytes of the same again, for sides that are slow
 */
record BenchFiles(
        String origin, Path root, Path directory, Path part, List<Path> paths, List<Path> partPaths)
        implements AutoCloseable {

    private static final long SEED = 20261121;
    private static final int MEGABYTE = 1_000_000;
    private static final int PART = 8 * MEGABYTE;
    private static final int GENERATED_FILE = 64_000;
    private static final int SEEDED_FILES_PER_MEGABYTE = 2;
    private static final int FILES_PER_DIRECTORY = 500;
    private static final int LARGEST = 16 * MEGABYTE;

    BenchFiles {
        paths = List.copyOf(paths);
        partPaths = List.copyOf(partPaths);
    }

    /**
     * Copies.
     *
     * @param source a directory or a zip file; null for the sources of this JDK, or generated ones
     */
    static BenchFiles prepare(@Nullable Path source, int megabytes, SecretRules rules)
            throws IOException {
        Path root = Files.createTempDirectory("sluice-bench-secrets");
        try {
            var copy = new Copy(root);
            for (byte[] content :
                    SeededFiles.of(
                            rules, SEED, Math.max(10, megabytes * SEEDED_FILES_PER_MEGABYTE))) {
                copy.add("seeded", content);
            }
            String origin = fill(copy, source, (long) megabytes * MEGABYTE);
            return new BenchFiles(
                    origin, root, copy.directory, copy.part, copy.paths, copy.partPaths);
        } catch (IOException | RuntimeException e) {
            PathUtils.deleteDirectory(root);
            throw e;
        }
    }

    private static String fill(Copy copy, @Nullable Path source, long bytes) throws IOException {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (source == null && !Files.isRegularFile(sources)) {
            for (long seed = 0; copy.bytes < bytes; seed++) {
                copy.add("code", SeededFiles.code(seed, GENERATED_FILE));
            }
            return "generated";
        }
        Path from = source == null ? sources : source;
        if (Files.isDirectory(from)) {
            copy.addAll(from, bytes);
        } else if (Files.isRegularFile(from)) {
            try (FileSystem zip = FileSystems.newFileSystem(from)) {
                copy.addAll(zip.getPath("/"), bytes);
            } catch (ProviderNotFoundException | ZipException e) {
                throw Refusal.usage(from + " is neither a directory nor a zip file", e);
            }
        } else {
            throw Refusal.usage(from + " does not exist");
        }
        return from.toString();
    }

    List<byte[]> contents() throws IOException {
        return contents(paths);
    }

    static List<byte[]> contents(List<Path> paths) throws IOException {
        var contents = new ArrayList<byte[]>();
        for (Path path : paths) {
            contents.add(Files.readAllBytes(path));
        }
        return contents;
    }

    @Override
    public void close() throws IOException {
        PathUtils.deleteDirectory(root);
    }

    private static final class Copy {
        private final Path directory;
        private final Path part;
        private final List<Path> paths = new ArrayList<>();
        private final List<Path> partPaths = new ArrayList<>();
        private long bytes;

        Copy(Path root) {
            this.directory = root.resolve("files");
            this.part = root.resolve("part");
        }

        /** In an order that is mixed and always the same, so that any limit gives a fair sample. */
        void addAll(Path from, long limit) throws IOException {
            List<Path> found;
            try (Stream<Path> files = Files.walk(from)) {
                found = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
            }
            Collections.shuffle(found, new Random(SEED));
            for (Path file : found) {
                if (bytes >= limit) {
                    return;
                }
                if (Files.size(file) <= LARGEST) {
                    add(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }

        void add(String name, byte[] content) throws IOException {
            paths.add(write(directory, name, content));
            if (bytes < PART) {
                partPaths.add(write(part, name, content));
            }
            bytes += content.length;
        }

        private Path write(Path below, String name, byte[] content) throws IOException {
            Path folder = below.resolve("%04d".formatted(paths.size() / FILES_PER_DIRECTORY));
            Files.createDirectories(folder);
            return Files.write(folder.resolve("%06d-%s".formatted(paths.size(), name)), content);
        }
    }
}
