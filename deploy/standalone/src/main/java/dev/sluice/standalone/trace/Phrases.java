package dev.sluice.standalone.trace;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.WaiverRequested;
import java.util.Locale;

/** One short phrase for each fact. */
public final class Phrases {

    private static final int SHORT_SHA = 8;

    private Phrases() {}

    public static String of(Fact fact) {
        return switch (fact) {
            case ChangeProposed proposed ->
                    "%s by %s, head %s, %s"
                            .formatted(
                                    proposed.number() == null
                                            ? "merge group"
                                            : "#" + proposed.number(),
                                    proposed.author().login(),
                                    sha(proposed.revision().headSha()),
                                    lower(proposed.trust()));
            case ChangePushed pushed ->
                    "%s is now %s"
                            .formatted(
                                    pushed.revision().baseRef(), sha(pushed.revision().headSha()));
            case ChangeClosed _ -> "closed";
            case ScanRequested requested ->
                    "%s asked for %s again"
                            .formatted(
                                    requested.requestedBy().login(),
                                    sha(requested.revision().headSha()));
            case ScanSubmitted submitted ->
                    "%s for %s, part %d of %d"
                            .formatted(
                                    submitted.submission().category(),
                                    sha(submitted.submission().sha()),
                                    submitted.part(),
                                    submitted.parts());
            case SubmissionReported reported ->
                    "%s: part %d of %d, %s"
                            .formatted(
                                    reported.scanner(),
                                    reported.part(),
                                    reported.parts(),
                                    count(reported.findings().size(), "finding"));
            case SubmissionCompleted completed ->
                    "%s: %s".formatted(completed.scanner(), count(completed.findings(), "finding"));
            case SubmissionFailed failed -> failed.scanner() + " failed: " + failed.message();
            case RepositoryConnected connected ->
                    "%s met at %s"
                            .formatted(
                                    connected.repository().fullName(),
                                    sha(connected.revision().headSha()));
            case ScanScheduled scheduled ->
                    "%s of %s, when there is time"
                            .formatted(
                                    sha(scheduled.revision().headSha()),
                                    scheduled.revision().baseRef());
            case ChangeDescribed described ->
                    "%s changed in %s; will run %s"
                            .formatted(
                                    count(described.changedFiles().size(), "file"),
                                    count(described.commits(), "commit"),
                                    String.join(", ", described.plan()));
            case ScanReported reported -> reported(reported);
            case ScanCompleted completed ->
                    "%s: %s, %d ms"
                            .formatted(
                                    completed.scanner(),
                                    count(completed.findings(), "finding"),
                                    completed.durationMillis());
            case ScanFailed failed -> failed.scanner() + ": " + failed.message();
            case ScanSkipped skipped -> skipped.scanner() + ": " + skipped.message();
            case ApprovalGiven given -> given.approvedBy().login() + " approved";
            case ApprovalWithdrawn withdrawn ->
                    "the approval of %s counts no longer".formatted(withdrawn.approvedBy().login());
            case WaiverRequested requested -> requested.requestedBy().login() + " asked";
            case DeploymentRequested requested -> "to " + requested.deployment().environment();
            case DeploymentFinished finished ->
                    "%s: %s".formatted(finished.environment(), lower(finished.outcome()));
            case ChangeDecided decided -> decided.verdict().name() + ", policy evaluated";
            case DeploymentDecided decided ->
                    decided.verdict().name() + " for " + decided.deployment().environment();
            case PublicationDelivered delivered ->
                    "%s = %s".formatted(delivered.target().context(), delivered.state());
            case PublicationFailed failed -> "not written: " + failed.reason();
            case ActRecorded act -> act.actor() + ": " + act.action();
            case ReplayRequested replay -> "for " + replay.reader();
        };
    }

    private static String reported(ScanReported reported) {
        long fresh =
                reported.findings().stream()
                        .filter(finding -> finding.baselineState() == BaselineState.NEW)
                        .count();
        return "%s: %d new, %d known"
                .formatted(reported.scanner(), fresh, reported.findings().size() - fresh);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String sha(String sha) {
        return sha.substring(0, SHORT_SHA);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
