package dev.sluice.ingest.forge;

import dev.sluice.events.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery comes from, as far as it says.
 *
 * @param organisation the tenancy key, {@code forge/owner id}
 * @param repository {@code forge/repository id}
 * @param repositoryName {@code owner/name}, a label
 */
public record Origin(
        @Nullable String organisation,
        @Nullable String repository,
        @Nullable String repositoryName) {

    /** It says nothing. */
    public static final Origin UNKNOWN = new Origin(null, null, null);

    public static Origin of(Repository repository) {
        return new Origin(repository.organisation(), repository.key(), repository.fullName());
    }
}
