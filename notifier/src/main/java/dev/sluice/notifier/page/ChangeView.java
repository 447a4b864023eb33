package dev.sluice.notifier.page;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.text.PlainText;
import dev.sluice.notifier.text.StatusText;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page says, in the order in which it says it. All text is on one line and without
 * invisible characters; the template escapes it.
 *
 * @param tone the style of the verdict: pass, fail, indeterminate or waiting
 * @param note about the revision itself; absent when it is the current one of an open change
 * @param actions what to do, most important first
 * @param gaps what was not checked
 * @param rules the rule tree from the top, each with its depth
 * @param provenance by which the decision is found again; absent before the first
 */
public record ChangeView(
        String tone,
        String verdict,
        String summary,
        String change,
        String repository,
        String commit,
        @Nullable String note,
        List<String> actions,
        List<String> gaps,
        List<Rule> rules,
        @Nullable String provenance) {

    private static final int MAX_DEPTH = 6;

    /** One rule; deeper ones follow it. */
    public record Rule(
            int depth,
            String name,
            String outcome,
            String tone,
            String reason,
            List<Match> matches,
            int more) {}

    /** One finding that a rule matched. */
    public record Match(
            String severity,
            String rule,
            String scanner,
            String place,
            String message,
            String age) {}

    static ChangeView of(StoredChange stored) {
        ChangeDecided decided = stored.decided();
        if (decided == null) {
            return waiting(stored);
        }
        var rules = new ArrayList<Rule>();
        flatten(decided.rules(), 0, rules);
        return new ChangeView(
                tone(decided.verdict()),
                word(decided.verdict()),
                PlainText.line(decided.reason()),
                title(stored),
                PlainText.line(stored.repository()),
                stored.headSha().substring(0, 12),
                note(stored),
                actions(decided),
                gaps(decided),
                rules,
                "Decision "
                        + decided.sequence()
                        + " of "
                        + decided.decidedAt().truncatedTo(ChronoUnit.SECONDS)
                        + " under policy "
                        + PlainText.cut(PlainText.line(decided.policyDigest()), 13));
    }

    private static ChangeView waiting(StoredChange stored) {
        boolean over = stored.superseded() || stored.closed();
        return new ChangeView(
                "waiting",
                over ? "No verdict" : StatusText.PENDING,
                over
                        ? "It ended before a verdict was reached."
                        : "There is no verdict yet. Load this page again in a moment.",
                title(stored),
                PlainText.line(stored.repository()),
                stored.headSha().substring(0, 12),
                note(stored),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static String title(StoredChange stored) {
        String base = PlainText.line(stored.baseRef());
        return switch (stored.change().kind()) {
            case PULL ->
                    "Pull request #" + PlainText.line(stored.change().name()) + " into " + base;
            case MERGE_GROUP -> "Merge group into " + base;
            case BASELINE -> "What " + base + " held at first contact";
            case PUSH, UNKNOWN -> "Push to " + base;
        };
    }

    private static @Nullable String note(StoredChange stored) {
        if (stored.superseded()) {
            return "A newer revision has taken the place of this one.";
        }
        return stored.closed() ? "This change is closed." : null;
    }

    private static List<String> actions(ChangeDecided decided) {
        Set<String> actions = new LinkedHashSet<>();
        collectActions(decided.rules(), actions);
        if (actions.isEmpty()) {
            actions.add(
                    switch (decided.verdict()) {
                        case PASS -> "Nothing. The policy allows this change.";
                        case FAIL -> "Resolve what the failed rules below name, and push again.";
                        case INDETERMINATE, UNKNOWN ->
                                "See below what could not be told; push again or ask for a new scan"
                                        + " when it is mended.";
                    });
        }
        return List.copyOf(actions);
    }

    private static void collectActions(RuleNode node, Set<String> actions) {
        if (node.remediation() != null && isBlocking(node.outcome())) {
            actions.add(PlainText.line(node.remediation()));
        }
        node.rules().forEach(rule -> collectActions(rule, actions));
    }

    private static boolean isBlocking(RuleOutcome outcome) {
        return switch (outcome) {
            case FAILED, MISSING, ERROR, UNKNOWN -> true;
            case PASSED, WARNED, OPEN -> false;
        };
    }

    private static List<String> gaps(ChangeDecided decided) {
        Set<String> gaps = new LinkedHashSet<>();
        decided.gaps().forEach(gap -> gaps.add(PlainText.line(gap)));
        unknowns(decided.rules()).forEach(gaps::add);
        return List.copyOf(gaps);
    }

    private static Stream<String> unknowns(RuleNode node) {
        Stream<String> own =
                switch (node.outcome()) {
                    case OPEN, MISSING, ERROR, UNKNOWN ->
                            node.rules().isEmpty()
                                    ? Stream.of(PlainText.line(node.reason()))
                                    : Stream.empty();
                    case PASSED, WARNED, FAILED -> Stream.empty();
                };
        return Stream.concat(own, node.rules().stream().flatMap(ChangeView::unknowns));
    }

    private static void flatten(RuleNode node, int depth, List<Rule> into) {
        into.add(
                new Rule(
                        Math.min(depth, MAX_DEPTH),
                        PlainText.line(node.rule()),
                        word(node.outcome()),
                        tone(node.outcome()),
                        PlainText.line(node.reason()),
                        node.matched().stream().map(ChangeView::match).toList(),
                        Math.max(0, node.matches() - node.matched().size())));
        node.rules().forEach(rule -> flatten(rule, depth + 1, into));
    }

    private static Match match(MatchedFinding finding) {
        String path = PlainText.line(finding.path());
        return new Match(
                finding.severity() == Severity.UNKNOWN
                        ? "unrated"
                        : finding.severity().name().toLowerCase(Locale.ROOT),
                PlainText.line(finding.ruleId()),
                PlainText.line(finding.scanner()),
                finding.line() > 0 ? path + ":" + finding.line() : path,
                PlainText.line(finding.message()),
                finding.baselineState() == BaselineState.NEW ? "new" : "known");
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case INDETERMINATE, UNKNOWN -> "indeterminate";
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "Passed";
            case FAIL -> "Failed";
            case INDETERMINATE, UNKNOWN -> "Could not be told";
        };
    }

    private static String word(RuleOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case WARNED -> "warned";
            case FAILED -> "failed";
            case OPEN -> "not checked, let pass";
            case MISSING -> "not checked";
            case ERROR -> "not evaluated";
            case UNKNOWN -> "unknown";
        };
    }

    private static String tone(RuleOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "pass";
            case FAILED -> "fail";
            case WARNED -> "warn";
            case OPEN, MISSING, ERROR, UNKNOWN -> "indeterminate";
        };
    }
}
