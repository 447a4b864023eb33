package dev.sluice.notifier.report;

import java.util.List;
import java.util.Set;

/** The remarks on lines of a pull request. */
public final class InlineComments {

    private InlineComments() {}

    /** The most severe new findings that have a line in the head, at most so many. */
    public static List<InlineComment> of(ReportInput input, int max) {
        return NewFindings.of(input).listed().stream()
                .filter(ReportedFinding::hasLine)
                .filter(finding -> Annotations.isShowable(finding.path()))
                .limit(max)
                .map(finding -> comment(finding, input))
                .toList();
    }

    private static InlineComment comment(ReportedFinding finding, ReportInput input) {
        return new InlineComment(
                finding.fingerprint(),
                finding.path(),
                finding.line(),
                Marker.finding(finding.fingerprint()).line()
                        + "\n"
                        + Templates.inline(
                                new InlineView(
                                        FindingView.of(finding, Set.of()),
                                        ReportView.page(input.pageUrl()))));
    }
}
