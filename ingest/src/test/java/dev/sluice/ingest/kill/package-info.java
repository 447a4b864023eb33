/**
 * Kills ingest at every step between the first byte of a delivery and the committed offset, and
 * holds what is left against what was answered. Ingest runs as operators run it, in a JVM of its
 * own; what it is stopped by are its sender, its broker and its database, never a hook in it.
 */
@NullMarked
package dev.sluice.ingest.kill;

import org.jspecify.annotations.NullMarked;
