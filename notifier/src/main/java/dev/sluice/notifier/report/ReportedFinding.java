package dev.sluice.notifier.report;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.Severity;
import dev.sluice.notifier.text.SecretText;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A new finding as reports need it. Of a secret it has the issuer and the preview and never the
 * words of the tool that found it.
 *
 * @param line 0 when it has none
 * @param commit set only when it is in history and not in the head
 */
record ReportedFinding(
        String fingerprint,
        String scanner,
        String ruleId,
        Severity severity,
        String path,
        int line,
        @Nullable String commit,
        String message,
        @Nullable String remediation,
        Standing standing) {

    static final Comparator<ReportedFinding> MOST_SEVERE_FIRST =
            Comparator.comparing(ReportedFinding::severity)
                    .thenComparing(ReportedFinding::standing)
                    .thenComparing(ReportedFinding::path)
                    .thenComparingInt(ReportedFinding::line)
                    .thenComparing(ReportedFinding::scanner)
                    .thenComparing(ReportedFinding::ruleId)
                    .thenComparing(ReportedFinding::fingerprint);

    static ReportedFinding of(Finding finding, Standing standing) {
        Fix fix = finding.fix();
        return new ReportedFinding(
                finding.fingerprint(),
                finding.scanner(),
                finding.ruleId(),
                finding.severity(),
                finding.location().path(),
                finding.location().startLine(),
                finding.location().commit(),
                finding.secret() == null ? finding.message() : SecretText.of(finding.secret()),
                fix == null ? null : fix.remediation(),
                standing);
    }

    static ReportedFinding of(MatchedFinding finding, Standing standing) {
        return new ReportedFinding(
                finding.fingerprint(),
                finding.scanner(),
                finding.ruleId(),
                finding.severity(),
                finding.path(),
                Math.max(0, finding.line()),
                null,
                finding.message(),
                null,
                standing);
    }

    /** Whether the change brings it; what this version does not understand counts as brought. */
    static boolean isNew(BaselineState state) {
        return switch (state) {
            case NEW, UNKNOWN -> true;
            case UNCHANGED, UPDATED, ABSENT, NOT_COMPARED -> false;
        };
    }

    /** Whether it can be shown beside a line of the head. */
    boolean hasLine() {
        return line > 0 && commit == null;
    }
}
