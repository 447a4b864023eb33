package dev.sluice.notifier.report;

import dev.sluice.events.Finding;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.RuleNode;
import dev.sluice.notifier.text.Markdown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The explained rule tree, line by line from the top.
 *
 * @param left how many lines are left out; absent when none are
 */
public record RulesView(List<Line> lines, @Nullable Markdown left, @Nullable Markdown page) {

    private static final int MAX_DEPTH = 6;

    /**
     * A rule, or a finding that it matched.
     *
     * @param says absent where the name says it all
     */
    public record Line(Markdown indent, Markdown outcome, Markdown name, @Nullable Markdown says) {}

    static RulesView of(List<Line> lines, int shown, @Nullable String pageUrl) {
        int left = lines.size() - shown;
        return new RulesView(
                lines.stream().limit(shown).toList(),
                left > 0 ? Markdown.number(left) : null,
                ReportView.page(pageUrl));
    }

    static List<Line> lines(ReportInput input) {
        Map<String, String> messages = new HashMap<>();
        for (Finding finding : input.findings()) {
            messages.put(
                    finding.fingerprint(), ReportedFinding.of(finding, Standing.LISTED).message());
        }
        var lines = new ArrayList<Line>();
        add(input.decided().rules(), 0, messages, lines);
        return lines;
    }

    private static void add(
            RuleNode node, int depth, Map<String, String> messages, List<Line> into) {
        into.add(
                new Line(
                        Markdown.indent(Math.min(depth, MAX_DEPTH)),
                        Markdown.text(Phrases.of(node.outcome()), Lengths.NAME),
                        Markdown.code(node.rule(), Lengths.NAME),
                        Markdown.text(node.reason(), Lengths.SENTENCE)));
        Markdown indent = Markdown.indent(Math.min(depth, MAX_DEPTH) + 1);
        for (MatchedFinding finding : node.matched()) {
            into.add(
                    new Line(
                            indent,
                            Markdown.text(Phrases.of(finding.severity()), Lengths.NAME),
                            FindingView.place(finding.path(), finding.line()),
                            Markdown.text(
                                    messages.getOrDefault(finding.fingerprint(), finding.message()),
                                    Lengths.SENTENCE)));
        }
        int more = node.matches() - node.matched().size();
        if (more > 0) {
            into.add(
                    new Line(
                            indent,
                            Markdown.text("and", Lengths.NAME),
                            Markdown.text(more + " more", Lengths.NAME),
                            null));
        }
        node.rules().forEach(rule -> add(rule, depth + 1, messages, into));
    }
}
