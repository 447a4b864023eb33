package dev.sluice.standalone.demo;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import java.util.Locale;

/** One short phrase for each fact. */
final class Phrases {

    private static final int SHORT_SHA = 8;

    private Phrases() {}

    static String of(Fact fact) {
        return switch (fact) {
            case ChangeProposed proposed ->
                    "#%d by %s, head %s, %s"
                            .formatted(
                                    proposed.number(),
                                    proposed.author().login(),
                                    sha(proposed.revision().headSha()),
                                    lower(proposed.trust()));
            case ChangePushed pushed ->
                    "%s is now %s"
                            .formatted(
                                    pushed.revision().baseRef(), sha(pushed.revision().headSha()));
            case ChangeClosed _ -> "closed";
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
            case ChangeDecided decided -> decided.verdict().name() + ", policy evaluated";
            case PublicationDelivered delivered ->
                    "%s = %s".formatted(delivered.target().context(), delivered.state());
            case PublicationFailed failed -> "not written: " + failed.reason();
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
