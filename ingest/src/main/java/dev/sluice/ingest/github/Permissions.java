package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;

/** What people may do at the forge. Blocks for some seconds at most and never throws. */
interface Permissions {

    /**
     * What somebody may do in a repository.
     *
     * @return {@link Permission#UNKNOWN} when the forge does not say, which counts as none; why is
     *     in the log
     */
    Permission of(Repository repository, Account account);
}
