/**
 * Verifies deliveries that are signed as Standard Webhooks describes it: by id, time and body. A
 * forge that signs so calls it from its {@link dev.sluice.ingest.forge.Forge#verify}; GitHub does
 * not.
 */
@NullMarked
package dev.sluice.ingest.standardwebhooks;

import org.jspecify.annotations.NullMarked;
