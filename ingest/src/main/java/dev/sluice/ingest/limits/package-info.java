/**
 * What one source may take: so many requests, large bodies, deliveries and uploads, and so much of
 * the room for what is in memory at once. Also hears when somebody tries signatures.
 */
@NullMarked
package dev.sluice.ingest.limits;

import org.jspecify.annotations.NullMarked;
