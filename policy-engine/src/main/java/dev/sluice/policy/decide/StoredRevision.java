package dev.sluice.policy.decide;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a revision.
 *
 * @param change the latest facts; absent when only its scans were heard of
 * @param description while a request is in force, the one that it led to
 * @param scans of each scanner the run that ended last; while a request is in force, of those that
 *     it led to
 * @param lastSequence 0 before the first decision
 * @param owed whether somebody asked for a decision and has not got it
 */
record StoredRevision(
        Revision revision,
        Repository repository,
        RevisionState state,
        @Nullable Fact change,
        @Nullable ChangeDescribed description,
        List<ScanFact> scans,
        Trace trace,
        Instant deadline,
        long lastSequence,
        boolean owed) {

    /** Whether it has to be decided now, whatever is missing. */
    boolean late(Instant now) {
        return !now.isBefore(deadline);
    }
}
