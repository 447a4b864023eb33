package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import dev.sluice.notifier.text.PlainText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list of findings.
 *
 * @param history the commit that has it when the head has not
 * @param remediation absent when there is none, or when the report has said it before
 * @param blocks whether a rule that it matches blocks the change
 */
public record FindingView(
        Markdown severity,
        Markdown place,
        Markdown message,
        @Nullable Markdown history,
        @Nullable Markdown remediation,
        Markdown rule,
        Markdown scanner,
        boolean blocks) {

    static FindingView of(ReportedFinding finding, Set<String> saidBefore) {
        String commit = finding.commit();
        String remediation = finding.remediation();
        return new FindingView(
                Markdown.text(Phrases.of(finding.severity()), Lengths.NAME),
                place(finding.path(), finding.line()),
                Markdown.text(finding.message(), Lengths.SENTENCE),
                commit == null ? null : Markdown.code(Lengths.start(commit), Lengths.NAME),
                remediation == null || saidBefore.contains(remediation)
                        ? null
                        : Markdown.text(remediation, Lengths.SENTENCE),
                Markdown.code(finding.ruleId(), Lengths.NAME),
                Markdown.text(finding.scanner(), Lengths.NAME),
                finding.standing() == Standing.BLOCKS);
    }

    static Markdown place(String path, int line) {
        String end = line > 0 ? ":" + line : "";
        return Markdown.code(
                PlainText.cut(PlainText.line(path), Lengths.PATH) + end,
                Lengths.PATH + end.length());
    }
}
