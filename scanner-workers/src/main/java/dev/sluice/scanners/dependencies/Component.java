package dev.sluice.scanners.dependencies;

import java.nio.file.Path;

/** Something to look up, once per scan however often the trees mention it. */
sealed interface Component {

    /** A version of a package, known by its name. */
    record Release(Coordinates coordinates, String version) implements Component {}

    /**
     * An archive, known by its content.
     *
     * @param digest of the content
     * @param file a screened copy outside the repository
     */
    record Archive(String digest, Path file) implements Component {
        @Override
        public boolean equals(Object other) {
            return other instanceof Archive archive && archive.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }
}
