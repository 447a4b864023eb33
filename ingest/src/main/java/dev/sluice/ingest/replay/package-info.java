/**
 * Translating deliveries again that were dead letters. What was right before is repeated under the
 * same ids.
 */
@NullMarked
package dev.sluice.ingest.replay;

import org.jspecify.annotations.NullMarked;
