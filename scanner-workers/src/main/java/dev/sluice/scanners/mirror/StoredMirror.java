package dev.sluice.scanners.mirror;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A mirror on disk.
 *
 * @param name of its directory
 * @param bytes of all its files
 * @param quarantined whether it is broken and only kept to be looked at
 */
record StoredMirror(String name, Path path, long bytes, Instant lastUse, boolean quarantined) {}
