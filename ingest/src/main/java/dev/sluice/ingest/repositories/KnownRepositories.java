package dev.sluice.ingest.repositories;

import dev.sluice.events.Repository;
import java.util.List;

/** Takes note of repositories. Every call waits until the storage answers. */
public interface KnownRepositories {

    /** Something happened there; the names are the latest. */
    void heard(Repository repository);

    /** These are connected with us now; what they hold at first contact is wanted, once. */
    void met(List<Repository> repositories);
}
