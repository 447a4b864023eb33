package dev.sluice.ingest.changes;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.Trust;
import org.jspecify.annotations.Nullable;

/**
 * A change that is open, as it was told last.
 *
 * @param number absent for pushes and merge groups
 * @param previousSha absent for proposals and new branches
 */
public record OpenChange(
        Revision revision, @Nullable Long number, @Nullable String previousSha, Trust trust) {

    public static OpenChange of(ChangeProposed proposed) {
        return new OpenChange(proposed.revision(), proposed.number(), null, proposed.trust());
    }

    /** Who can push to a watched branch may write. */
    public static OpenChange of(ChangePushed pushed) {
        return new OpenChange(pushed.revision(), null, pushed.previousSha(), Trust.TRUSTED);
    }

    /** The same scan again. */
    public ScanRequested request(Repository repository, Account by, RequestReason reason) {
        return new ScanRequested(revision, repository, number, previousSha, trust, by, reason);
    }
}
