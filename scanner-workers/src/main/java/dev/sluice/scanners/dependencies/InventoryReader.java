package dev.sluice.scanners.dependencies;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a tree declares and bundles. A file that cannot be read is a gap, not an end. */
final class InventoryReader {

    private static final String POM = "pom.xml";
    private static final String PACKAGE_LOCK = "package-lock.json";

    private final Limits limits;
    private final Archives archives;

    InventoryReader(Limits limits, Archives archives) {
        this.limits = limits;
        this.archives = archives;
    }

    /** The files of a tree that this scanner looks at. */
    static List<TreeFile> candidates(Tree tree) {
        return tree.files().stream().filter(file -> isCandidate(file.path())).toList();
    }

    static boolean isCandidate(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.equals(POM) || name.equals(PACKAGE_LOCK) || Archives.isArchive(name);
    }

    Inventory read(List<TreeFile> candidates) throws IOException, InterruptedException {
        return new Reading().read(candidates);
    }

    private final class Reading {

        private final List<Declaration> declarations = new ArrayList<>();
        private final List<Bundled> bundled = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<String, byte[]> poms = new LinkedHashMap<>();
        private int manifests;
        private long files;
        private long bytes;

        Inventory read(List<TreeFile> candidates) throws IOException, InterruptedException {
            for (TreeFile file : candidates) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                try {
                    read(file);
                } catch (UnreadableManifestException e) {
                    gaps.add(e.gap(file.path()));
                }
            }
            declarations.addAll(MavenPoms.read(poms, gaps, limits.declarations()));
            return new Inventory(declarations, bundled, gaps, files, bytes);
        }

        private void read(TreeFile file)
                throws UnreadableManifestException, IOException, InterruptedException {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            boolean isArchive = Archives.isArchive(name);
            int limit = isArchive ? limits.archiveBytes() : limits.manifestBytes();
            if (file.size() > limit) {
                throw new UnreadableManifestException(GapKind.SIZE, "it is too large");
            }
            if (!isArchive && ++manifests > limits.manifests()) {
                throw new UnreadableManifestException(
                        GapKind.LIMIT, "there are too many manifests");
            }
            byte[] content = content(file, limit);
            files++;
            bytes += content.length;
            if (name.equals(POM)) {
                poms.put(file.path(), content);
            } else if (name.equals(PACKAGE_LOCK)) {
                int room = limits.declarations() - declarations.size();
                declarations.addAll(PackageLock.read(file.path(), content, room));
            } else {
                for (Archives.Found found : archives.unpack(file.path(), file.blob(), content)) {
                    bundled.add(new Bundled(file.path(), found.inside(), found.archive()));
                }
            }
        }
    }

    /** What a library says about a broken object is not passed on. */
    private static byte[] content(TreeFile file, int limit) throws IOException {
        try {
            return file.read(limit);
        } catch (IOException e) {
            throw new IOException(
                    "object " + file.blob() + " cannot be read from the repository", e);
        }
    }
}
