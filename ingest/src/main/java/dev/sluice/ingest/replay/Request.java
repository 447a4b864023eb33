package dev.sluice.ingest.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be translated again.
 *
 * @param since accepted then or later
 * @param repository {@code forge/repository id}; null for all
 * @param dryRun only say what would come of it
 */
record Request(Instant since, @Nullable String repository, boolean dryRun) {}
