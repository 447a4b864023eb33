package dev.sluice.scanners.dependencies;

import dev.sluice.events.GapKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Copies archives out of the tree, and archives out of archives, into a directory of our own under
 * names of our own. Every byte is unpacked and counted here first, so that what dependency-check
 * opens afterwards is known to be small; nothing else is written, so no entry name is ever a path.
 */
final class Archives {

    /** Entries that dependency-check reads whole: manifests, POMs and their properties. */
    static final int MAX_METADATA_BYTES = 5_000_000;

    private static final int RATIO_FROM = 10_000_000;

    /** One archive found: the outermost, or one inside it. */
    record Found(String inside, Component.Archive archive) {}

    private final Path directory;
    private final Limits limits;
    private final Map<String, List<Found>> done = new HashMap<>();
    private int files;
    private long written;

    Archives(Path directory, Limits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jar") || lower.endsWith(".war") || lower.endsWith(".ear");
    }

    /**
     * Unpacks one archive of the tree.
     *
     * @param blob by which equal archives are known
     * @throws UnreadableManifestException when this archive is refused; nothing of it counts then
     */
    List<Found> unpack(String path, String blob, byte[] content)
            throws UnreadableManifestException, IOException, InterruptedException {
        List<Found> known = done.get(blob);
        if (known == null) {
            Unpacking unpacking = new Unpacking(content.length);
            unpacking.take(path, "", 0, new java.io.ByteArrayInputStream(content));
            known = List.copyOf(unpacking.found);
            done.put(blob, known);
        }
        return known;
    }

    /** One outermost archive with everything inside. */
    private final class Unpacking {

        private final List<Found> found = new ArrayList<>();
        private final byte[] buffer = new byte[1 << 16];
        private final long packed;
        private long unpacked;
        private int entries;

        Unpacking(long packed) {
            this.packed = packed;
        }

        void take(String name, String inside, int depth, InputStream content)
                throws UnreadableManifestException, IOException, InterruptedException {
            if (++files > limits.archives()) {
                throw refused("there are too many archives");
            }
            if (depth > limits.depth()) {
                throw refused("archives are nested too deep");
            }
            Path home = Files.createDirectory(directory.resolve(Integer.toString(files)));
            Path file = home.resolve(safeName(name));
            MessageDigest sha256 = Digests.sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    written += n;
                    if (depth > 0) {
                        count(n);
                    }
                    if (written > limits.workBytes()) {
                        throw refused("there is too much in archives");
                    }
                    out.write(buffer, 0, n);
                }
            }
            String digest = HexFormat.of().formatHex(sha256.digest());
            found.add(new Found(inside, new Component.Archive(digest, file)));
            try (ZipFile zip = new ZipFile(file.toFile())) {
                look(zip, inside, depth);
            } catch (ZipException | EOFException | IllegalArgumentException e) {
                throw new UnreadableManifestException(
                        GapKind.ARCHIVE, "the archive cannot be opened");
            }
        }

        private void look(ZipFile zip, String inside, int depth)
                throws UnreadableManifestException, IOException, InterruptedException {
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (++entries > limits.entries()) {
                    throw refused("the archive has too many entries");
                }
                if (!names.add(entry.getName())) {
                    throw new UnreadableManifestException(
                            GapKind.ARCHIVE, "the archive has two entries of one name");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                try (InputStream content = zip.getInputStream(entry)) {
                    if (content == null) {
                        throw new ZipException("no content");
                    }
                    if (isArchive(entry.getName())) {
                        String way =
                                inside.isEmpty() ? entry.getName() : inside + "!" + entry.getName();
                        take(entry.getName(), way, depth + 1, content);
                    } else {
                        inflate(entry.getName(), content);
                    }
                }
            }
        }

        private void inflate(String name, InputStream content)
                throws UnreadableManifestException, IOException {
            boolean isMetadata = name.toUpperCase(Locale.ROOT).startsWith("META-INF");
            long size = 0;
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                count(n);
                if (isMetadata && size > MAX_METADATA_BYTES) {
                    throw refused("the archive has too large metadata");
                }
            }
        }

        private void count(int bytes) throws UnreadableManifestException {
            unpacked += bytes;
            boolean isBomb = unpacked > RATIO_FROM && unpacked / limits.ratio() > packed;
            if (isBomb || unpacked > limits.unpackedBytes()) {
                throw refused("the archive unpacks to too much");
            }
        }
    }

    private static UnreadableManifestException refused(String message) {
        return new UnreadableManifestException(GapKind.LIMIT, message);
    }

    /** The last part of a name, as far as it is harmless; dependency-check takes hints from it. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String harmless = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
        return harmless.length() <= 100 ? harmless : harmless.substring(harmless.length() - 100);
    }
}
