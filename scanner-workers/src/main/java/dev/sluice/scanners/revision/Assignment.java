package dev.sluice.scanners.revision;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import java.time.Duration;
import java.util.UUID;

/**
 * A revision to scan.
 *
 * @param askedBy the event that asked: asking again makes new scans, redelivering does not
 */
public record Assignment(UUID askedBy, Repository repository, Revision revision) {

    /** The id of a scan under these rules and data. */
    UUID scanId(String scanner, String ruleDigest, String snapshotDigest) {
        return DeterministicId.of(
                "scan",
                revision.id().toString(),
                scanner,
                ruleDigest,
                snapshotDigest,
                askedBy.toString());
    }

    /** Describing the change failed, so no scanner runs. */
    public ScanFailed describingFailed(ScanFailure reason, String message, Duration duration) {
        return new ScanFailed(
                stepId(),
                ChangeDescribed.STEP,
                revision,
                repository,
                reason,
                message,
                duration.toMillis());
    }

    /** The change needs no describing, so no scanner runs. */
    public ScanSkipped describingSkipped(SkipReason reason, String message) {
        return new ScanSkipped(
                stepId(), ChangeDescribed.STEP, revision, repository, reason, message);
    }

    private UUID stepId() {
        return scanId(ChangeDescribed.STEP, "", "");
    }
}
