package dev.sluice.policy.evaluate;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Finding;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.policy.language.Answer;
import dev.sluice.policy.language.ApprovalRule;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.MatchRule;
import dev.sluice.policy.language.RequireRule;
import dev.sluice.policy.language.Rule;
import dev.sluice.policy.language.Vocabulary;
import dev.sluice.policy.language.WhenMissing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges rules one by one on the same inputs. */
final class Judge {

    /** A decision travels as one event, so that it shows only so many findings in all. */
    private static final int MAX_SHOWN = 200;

    private static final int MAX_MESSAGE = 300;
    private static final int MAX_REASON = 600;

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity)
                    .thenComparing(Finding::scanner)
                    .thenComparing(f -> f.location().path())
                    .thenComparingInt(f -> f.location().startLine())
                    .thenComparing(Finding::ruleId)
                    .thenComparing(Finding::fingerprint);

    private record Subject(Finding finding, Vocabulary.Finding seen) {}

    private final Inputs inputs;
    private final Questions questions;
    private final List<Subject> subjects;
    private int shown;

    Judge(Inputs inputs, ChangeDescribed description, Instant now) {
        this.inputs = inputs;
        this.subjects =
                inputs.scans().stream()
                        .flatMap(Judge::findings)
                        .sorted(WORST_FIRST)
                        .map(finding -> new Subject(finding, Variables.finding(finding)))
                        .toList();
        this.questions =
                new Questions(
                        inputs, description, now, subjects.stream().map(Subject::seen).toList());
    }

    /** The findings of scans that ended with a result. */
    static Stream<Finding> findings(Scan scan) {
        return scan instanceof Scan.Completed completed
                ? completed.findings().stream()
                : Stream.empty();
    }

    Judged judge(Rule rule) {
        if (!applies(rule)) {
            return judged(
                    rule,
                    kind(rule),
                    RuleOutcome.PASSED,
                    "it does not apply here",
                    List.of(),
                    List.of(),
                    false);
        }
        Judged judged =
                switch (rule) {
                    case RequireRule require -> judge(require);
                    case ApprovalRule approval -> judge(approval);
                    case MatchRule match -> judge(match);
                };
        return rule.head().dryRun() ? judged.tried() : judged;
    }

    /** Whether the rule is meant for changes like this one. */
    boolean applies(Rule rule) {
        return rule.head().scopes().stream().allMatch(scope -> scope.covers(questions.change()));
    }

    private static RuleKind kind(Rule rule) {
        return switch (rule) {
            case RequireRule _, ApprovalRule _ -> RuleKind.REQUIRE;
            case MatchRule match -> match.kind();
        };
    }

    private Judged judge(ApprovalRule rule) {
        List<Shortfall> shortfalls = new ArrayList<>(Shortfall.of(inputs, rule.scans()));
        @Nullable Condition when = rule.when();
        Answer applies = when == null ? Answer.YES : questions.ask(when);
        if (applies.failure() != null) {
            return error(rule, applies.failure(), List.of(), shortfalls);
        }
        if (!applies.holds()) {
            return unmatched(rule, "it does not apply", shortfalls);
        }
        return switch (Consent.of(inputs, rule)) {
            case Consent.Given given -> unmatched(rule, given.sentence(), shortfalls);
            case Consent.Unknown unknown -> {
                shortfalls.add(new Shortfall(unknown.sentence(), false));
                yield unmatched(rule, unknown.sentence(), shortfalls);
            }
            case Consent.Lacking lacking ->
                    judged(
                            rule,
                            RuleKind.REQUIRE,
                            RuleOutcome.FAILED,
                            said(rule, lacking.sentence()),
                            List.of(),
                            shortfalls,
                            false);
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
        List<Shortfall> shortfalls = new ArrayList<>(Shortfall.of(inputs, rule.scans()));
        @Nullable Condition when = rule.when();
        if (when != null && when.mentions(Condition.APPROVALS) && inputs.approvals() == null) {
            shortfalls.add(Consent.NOBODY_GATHERS);
        }
        if (when != null) {
            Answer applies = questions.ask(when);
            if (applies.failure() != null) {
                return error(rule, applies.failure(), List.of(), shortfalls);
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
        Questions.Series series = questions.about(condition);
        var waived = new Waived(inputs, questions.now());
        for (Subject subject : subjects) {
            if (!reaches(rule, subject.finding())) {
                continue;
            }
            Answer answer = series.ask(subject.seen());
            if (answer.failure() != null) {
                failures.add(answer.failure());
            } else if (answer.holds() && !waived.accepts(subject.finding())) {
                matches.add(subject.finding());
            }
        }
        boolean denies = rule.kind() == RuleKind.DENY && !matches.isEmpty();
        if (!failures.isEmpty() && !denies) {
            return error(rule, Words.first(failures), matches, shortfalls);
        }
        if (matches.isEmpty()) {
            return unmatched(rule, "no finding matches" + waived.sentence(), shortfalls)
                    .until(waived.until());
        }
        String matching =
                Words.count(matches.size(), "finding")
                        + (matches.size() == 1 ? " matches" : " match")
                        + waived.sentence();
        return matched(rule, matches, matching, shortfalls).until(waived.until());
    }

    private static boolean reaches(MatchRule rule, Finding finding) {
        return rule.head().scopes().stream()
                .allMatch(scope -> scope.coversPath(finding.location().path()));
    }

    private Judged error(
            Rule rule, String failure, List<Finding> matches, List<Shortfall> shortfalls) {
        return judged(rule, kind(rule), RuleOutcome.ERROR, failure, matches, shortfalls, false);
    }

    private Judged matched(
            MatchRule rule, List<Finding> matches, String how, List<Shortfall> shortfalls) {
        String reason = said(rule, how);
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

    private static String said(Rule rule, String how) {
        return rule.message() == null ? how : sentence(rule.message()) + " (" + how + ")";
    }

    private Judged unmatched(Rule rule, String how, List<Shortfall> shortfalls) {
        String reason = shortfalls.isEmpty() ? how : Words.first(sentences(shortfalls));
        RuleOutcome outcome = missing(rule, shortfalls, RuleOutcome.PASSED);
        return judged(rule, kind(rule), outcome, reason, List.of(), shortfalls, false);
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
                        outcome == RuleOutcome.PASSED ? null : remediation(rule),
                        matches.size(),
                        matched,
                        List.of());
        return new Judged(node, shortfalls, forGood, null);
    }

    private static @Nullable String remediation(Rule rule) {
        List<String> owners = rule.head().owners();
        if (owners.isEmpty()) {
            return rule.remediation();
        }
        String ask = "Ask " + String.join(", ", owners) + ".";
        return rule.remediation() == null ? ask : rule.remediation() + " " + ask;
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

    private static List<String> sentences(List<Shortfall> shortfalls) {
        return shortfalls.stream().map(Shortfall::sentence).toList();
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
