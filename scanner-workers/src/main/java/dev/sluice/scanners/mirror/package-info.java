/**
 * Brings revisions from a forge into a bare mirror on disk, one per repository, and says whether
 * what came is what was asked for. URLs are made from configuration, never from an event's payload.
 */
@NullMarked
package dev.sluice.scanners.mirror;

import org.jspecify.annotations.NullMarked;
