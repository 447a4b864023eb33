package dev.sluice.ingest.repositories;

import dev.sluice.events.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A repository, and the installation of the App through which it can be looked at.
 *
 * @param installation absent where no App is known to reach it
 */
public record KnownRepository(Repository repository, @Nullable Long installation) {}
