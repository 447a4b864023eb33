package dev.sluice.notifier.report;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.RuleNode;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.text.Markdown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report on a decision in the order in which it is read: the verdict, what to do, the new
 * findings, what was not checked.
 *
 * @param base the branch that the change is for
 * @param left how many new findings are not listed; absent when all are
 * @param known how many findings were there before; absent when none were
 * @param page a link to the whole of it; absent when no public address is configured
 */
public record ReportView(
        Markdown verdict,
        Markdown base,
        Markdown reason,
        Entries actions,
        Markdown total,
        List<FindingView> findings,
        @Nullable Markdown left,
        @Nullable Markdown known,
        Entries warnings,
        Entries gaps,
        @Nullable Markdown page,
        Markdown sequence,
        Markdown commit,
        Markdown policy) {

    /**
     * The first entries of a list.
     *
     * @param more how many there are beyond; absent when there are none
     */
    public record Entries(List<Markdown> shown, @Nullable Markdown more) {
        static Entries of(Set<String> texts) {
            int more = texts.size() - Lengths.ENTRIES;
            return new Entries(
                    texts.stream()
                            .limit(Lengths.ENTRIES)
                            .map(text -> Markdown.text(text, Lengths.SENTENCE))
                            .toList(),
                    more > 0 ? Markdown.number(more) : null);
        }
    }

    static ReportView of(ReportInput input, NewFindings news, int listed) {
        ChangeDecided decided = input.decided();
        Set<String> actions = actions(decided);
        int shown = Math.min(listed, news.listed().size());
        return new ReportView(
                Markdown.text(Phrases.of(decided.verdict()), Lengths.NAME),
                Markdown.code(decided.revision().baseRef(), Lengths.NAME),
                Markdown.text(decided.reason(), Lengths.SENTENCE),
                Entries.of(actions),
                Markdown.number(news.total()),
                news.listed().stream()
                        .limit(shown)
                        .map(finding -> FindingView.of(finding, actions))
                        .toList(),
                news.total() > shown ? Markdown.number(news.total() - shown) : null,
                decided.knownFindings() > 0 ? Markdown.number(decided.knownFindings()) : null,
                Entries.of(warnings(decided.rules(), new LinkedHashSet<>())),
                Entries.of(Gaps.of(decided)),
                page(input.pageUrl()),
                Markdown.number(decided.sequence()),
                Markdown.code(Lengths.start(decided.revision().headSha()), Lengths.NAME),
                Markdown.code(Lengths.start(decided.policyDigest()), Lengths.NAME));
    }

    static @Nullable Markdown page(@Nullable String url) {
        return url == null ? null : Markdown.link("All of it on one page", url);
    }

    private static Set<String> actions(ChangeDecided decided) {
        Set<String> actions = new LinkedHashSet<>();
        if (decided.verdict() == Verdict.PASS) {
            return actions;
        }
        remediations(decided.rules(), actions);
        if (actions.isEmpty()) {
            actions.add(
                    decided.verdict() == Verdict.FAIL
                            ? "Resolve what is listed here, and push again."
                            : "Mend what could not be told, and push again or ask for a new scan.");
        }
        return actions;
    }

    private static void remediations(RuleNode node, Set<String> into) {
        String remediation = node.remediation();
        if (remediation != null) {
            switch (node.outcome()) {
                case FAILED, MISSING, ERROR, UNKNOWN -> into.add(remediation);
                case PASSED, WARNED, OPEN -> {}
            }
        }
        node.rules().forEach(rule -> remediations(rule, into));
    }

    static Set<String> warnings(RuleNode node, Set<String> into) {
        switch (node.outcome()) {
            case WARNED -> {
                if (node.rules().isEmpty()) {
                    String remediation = node.remediation();
                    into.add(remediation == null ? node.reason() : sentence(node) + remediation);
                }
            }
            case PASSED, FAILED, OPEN, MISSING, ERROR, UNKNOWN -> {}
        }
        node.rules().forEach(rule -> warnings(rule, into));
        return into;
    }

    private static String sentence(RuleNode node) {
        String reason = node.reason().strip();
        return reason.endsWith(".") ? reason + " " : reason + ". ";
    }
}
