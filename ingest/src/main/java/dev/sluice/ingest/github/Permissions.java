package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.Repository;

/** What people may do at the forge. Blocks for some seconds at most and never throws. */
interface Permissions {

    /** Whether somebody may write to a repository. */
    enum Permission {
        /** They may: write, maintain or admin. */
        WRITE,

        /** They may not. */
        LESS,

        /** The forge does not say; why is in the log. To be treated as if they may not. */
        UNKNOWN
    }

    Permission of(Repository repository, Account account);
}
