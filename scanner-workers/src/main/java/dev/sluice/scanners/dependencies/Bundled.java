package dev.sluice.scanners.dependencies;

/**
 * An archive in the tree, or one inside it.
 *
 * @param path of the outermost archive
 * @param inside the way from there to this archive, for people; empty for the outermost itself
 */
record Bundled(String path, String inside, Component.Archive archive) {}
