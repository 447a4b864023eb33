/**
 * Translating deliveries again: the history since a time after a mended bug, and single ones that
 * were dead letters. What was right before is repeated under the same ids.
 */
@NullMarked
package dev.sluice.ingest.replay;

import org.jspecify.annotations.NullMarked;
