package dev.sluice.policy.evaluate;

import dev.sluice.events.Finding;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.policy.language.Answer;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.MatchRule;
import dev.sluice.policy.language.RequireRule;
import dev.sluice.policy.language.Rule;
import dev.sluice.policy.language.Vocabulary;
import dev.sluice.policy.language.WhenMissing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges rules one by one on the same inputs. */
final class Judge {

    /** A decision travels as one event, so that it shows only so many findings in all. */
    private static final int MAX_SHOWN = 200;

    private static final int MAX_MESSAGE = 300;
    private static final int MAX_REASON = 600;

    /**
     * Each condition is bounded by itself; this bounds all of them together. It is the one place
     * where the result is not a function of the inputs, and it only ever gives an error.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity)
                    .thenComparing(Finding::scanner)
                    .thenComparing(f -> f.location().path())
                    .thenComparingInt(f -> f.location().startLine())
                    .thenComparing(Finding::ruleId)
                    .thenComparing(Finding::fingerprint);

    private record Subject(Finding finding, Vocabulary.Finding seen) {}

    private final Inputs inputs;
    private final Map<String, Object> shared;
    private final List<Subject> subjects;
    private final long started = System.nanoTime();
    private int shown;

    Judge(Inputs inputs, Map<String, Object> shared) {
        this.inputs = inputs;
        this.shared = shared;
        this.subjects =
                inputs.scans().stream()
                        .flatMap(Judge::findings)
                        .sorted(WORST_FIRST)
                        .map(finding -> new Subject(finding, Variables.finding(finding)))
                        .toList();
    }

    /** The findings of scans that ended with a result. */
    static Stream<Finding> findings(Scan scan) {
        return scan instanceof Scan.Completed completed
                ? completed.findings().stream()
                : Stream.empty();
    }

    Judged judge(Rule rule) {
        return switch (rule) {
            case RequireRule require -> judge(require);
            case MatchRule match -> judge(match);
        };
    }

    private Judged judge(RequireRule rule) {
        List<Shortfall> shortfalls = Shortfall.of(inputs, rule.scans());
        RuleOutcome outcome = missing(rule, shortfalls, RuleOutcome.PASSED);
        String reason =
                shortfalls.isEmpty()
                        ? String.join(", ", rule.scans()) + ": ended with a result"
                        : Words.first(sentences(shortfalls));
        return judged(rule, RuleKind.REQUIRE, outcome, reason, List.of(), shortfalls, false);
    }

    private Judged judge(MatchRule rule) {
        List<Shortfall> shortfalls = Shortfall.of(inputs, rule.scans());
        @Nullable Condition when = rule.when();
        if (when != null) {
            Answer applies = when.ask(Variables.with(shared, Condition.FINDINGS, seen()));
            if (applies.failure() != null) {
                return judged(
                        rule,
                        rule.kind(),
                        RuleOutcome.ERROR,
                        applies.failure(),
                        List.of(),
                        shortfalls,
                        false);
            }
            if (!applies.holds()) {
                return unmatched(rule, "it does not apply", shortfalls);
            }
        }
        @Nullable Condition condition = rule.findings();
        return condition == null
                ? matched(rule, List.of(), "the change matches", shortfalls)
                : perFinding(rule, condition, shortfalls);
    }

    private Judged perFinding(MatchRule rule, Condition condition, List<Shortfall> shortfalls) {
        List<Finding> matches = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Subject subject : subjects) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                failures.add(
                        "the conditions were stopped after " + PATIENCE.toSeconds() + " seconds");
                break;
            }
            Answer answer =
                    condition.ask(Variables.with(shared, Condition.FINDING, subject.seen()));
            if (answer.failure() != null) {
                failures.add(answer.failure());
            } else if (answer.holds()) {
                matches.add(subject.finding());
            }
        }
        boolean denies = rule.kind() == RuleKind.DENY && !matches.isEmpty();
        if (!failures.isEmpty() && !denies) {
            return judged(
                    rule,
                    rule.kind(),
                    RuleOutcome.ERROR,
                    Words.first(failures),
                    matches,
                    shortfalls,
                    false);
        }
        if (matches.isEmpty()) {
            return unmatched(rule, "no finding matches", shortfalls);
        }
        String matching =
                Words.count(matches.size(), "finding")
                        + (matches.size() == 1 ? " matches" : " match");
        return matched(rule, matches, matching, shortfalls);
    }

    private Judged matched(
            MatchRule rule, List<Finding> matches, String how, List<Shortfall> shortfalls) {
        String reason = rule.message() == null ? how : sentence(rule.message()) + " (" + how + ")";
        if (rule.kind() == RuleKind.DENY) {
            return judged(
                    rule,
                    rule.kind(),
                    RuleOutcome.FAILED,
                    reason,
                    matches,
                    shortfalls,
                    rule.matchesForGood());
        }
        return missing(rule, shortfalls, RuleOutcome.WARNED) == RuleOutcome.MISSING
                ? judged(
                        rule,
                        rule.kind(),
                        RuleOutcome.MISSING,
                        Words.first(sentences(shortfalls)),
                        matches,
                        shortfalls,
                        false)
                : judged(rule, rule.kind(), RuleOutcome.WARNED, reason, matches, shortfalls, false);
    }

    private Judged unmatched(MatchRule rule, String how, List<Shortfall> shortfalls) {
        String reason = shortfalls.isEmpty() ? how : Words.first(sentences(shortfalls));
        RuleOutcome outcome = missing(rule, shortfalls, RuleOutcome.PASSED);
        return judged(rule, rule.kind(), outcome, reason, List.of(), shortfalls, false);
    }

    private static RuleOutcome missing(
            Rule rule, List<Shortfall> shortfalls, RuleOutcome otherwise) {
        if (shortfalls.isEmpty()) {
            return otherwise;
        }
        boolean open =
                rule.whenMissing() == WhenMissing.OPEN
                        || shortfalls.stream().allMatch(Shortfall::accepted);
        return open ? RuleOutcome.OPEN : RuleOutcome.MISSING;
    }

    private Judged judged(
            Rule rule,
            RuleKind kind,
            RuleOutcome outcome,
            String reason,
            List<Finding> matches,
            List<Shortfall> shortfalls,
            boolean forGood) {
        List<MatchedFinding> matched =
                matches.stream()
                        .limit(Math.min(RuleNode.MAX_MATCHED, MAX_SHOWN - shown))
                        .map(Judge::matched)
                        .toList();
        shown += matched.size();
        var node =
                new RuleNode(
                        rule.name(),
                        kind,
                        outcome,
                        Words.shorten(reason, MAX_REASON),
                        outcome == RuleOutcome.PASSED ? null : rule.remediation(),
                        matches.size(),
                        matched,
                        List.of());
        return new Judged(node, shortfalls, forGood);
    }

    private static MatchedFinding matched(Finding finding) {
        return new MatchedFinding(
                finding.fingerprint(),
                finding.scanner(),
                finding.ruleId(),
                finding.severity(),
                finding.baselineState(),
                Words.shorten(finding.location().path(), MAX_MESSAGE),
                finding.location().startLine(),
                Words.shorten(finding.message(), MAX_MESSAGE));
    }

    private List<Vocabulary.Finding> seen() {
        return subjects.stream().map(Subject::seen).toList();
    }

    private static List<String> sentences(List<Shortfall> shortfalls) {
        return shortfalls.stream().map(Shortfall::sentence).toList();
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
