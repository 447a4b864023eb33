package dev.sluice.standalone.forge.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit status that the double has accepted.
 *
 * @param id ascending in the order of acceptance
 * @param repository {@code owner/name}
 */
public record StatusWrite(
        long id,
        String repository,
        String sha,
        String context,
        String state,
        @Nullable String description,
        @Nullable String targetUrl,
        Instant at) {}
