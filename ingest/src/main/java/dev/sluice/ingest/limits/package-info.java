/**
 * What one source may take of the accept path: so many requests, so many large bodies, so many
 * deliveries. Also hears when somebody tries signatures.
 */
@NullMarked
package dev.sluice.ingest.limits;

import org.jspecify.annotations.NullMarked;
