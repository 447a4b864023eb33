package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Of everything new, with a line or without. */
    public static Set<String> fingerprints(ReportInput input) {
        return NewFindings.of(input).listed().stream()
                .map(ReportedFinding::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a remark says when its finding is gone and its thread cannot be resolved. */
    public static String gone(Marker marker, String headSha) {
        return marker.line()
                + "\n"
                + Templates.gone(Markdown.code(Lengths.start(headSha), Lengths.NAME));
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
