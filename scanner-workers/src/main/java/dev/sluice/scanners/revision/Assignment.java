package dev.sluice.scanners.revision;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import dev.sluice.scanners.spi.ScanOutcome;
import java.time.Duration;
import java.util.Optional;
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

    /**
     * Breaks it off before it was described, so no scanner runs; empty where nothing is to be told.
     */
    public Optional<ScanFact> describingHalted(Course course, Duration duration) {
        return course.ending()
                .map(ending ->
                        switch (ending) {
                            case ScanOutcome.Skipped(var reason, String message) ->
                                    describingSkipped(reason, message);
                            case ScanOutcome.Failed(var reason, String message) ->
                                    describingFailed(reason, message, duration);
                            case ScanOutcome.Completed _ ->
                                    throw new IllegalStateException(
                                            "what is broken off is not completed");
                        });
    }

    private UUID stepId() {
        return scanId(ChangeDescribed.STEP, "", "");
    }
}
