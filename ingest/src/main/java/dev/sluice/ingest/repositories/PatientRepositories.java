package dev.sluice.ingest.repositories;

import dev.sluice.events.Repository;
import dev.sluice.events.wire.RetryableException;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Goes on trying while the database is away. */
@ApplicationScoped
@Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
@ExponentialBackoff(maxDelay = 10_000)
class PatientRepositories implements KnownRepositories {

    private final RepositoryTable table;

    PatientRepositories(RepositoryTable table) {
        this.table = table;
    }

    @Override
    public void heard(Repository repository) {
        table.heard(repository);
    }

    @Override
    public void met(List<Repository> repositories) {
        table.met(repositories, null);
    }
}
