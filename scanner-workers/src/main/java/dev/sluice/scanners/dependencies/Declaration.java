package dev.sluice.scanners.dependencies;

import org.jspecify.annotations.Nullable;

/**
 * A dependency as a manifest declares it.
 *
 * @param version null when it cannot be told from the tree
 * @param path of the manifest that declares it
 * @param line in that manifest, from 1
 * @param note what to say with a finding, such as {@code test scope}; empty where nothing is
 *     special
 */
record Declaration(
        Coordinates coordinates, @Nullable String version, String path, int line, String note) {}
