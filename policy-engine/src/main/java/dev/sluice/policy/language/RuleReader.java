package dev.sluice.policy.language;

import dev.sluice.events.RuleKind;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one policy. */
final class RuleReader {

    private static final int MAX_TEXT = 500;
    private static final List<String> KINDS = List.of("deny", "warn", "require", "requireApproval");

    /** Results of other tools are called tool/category. */
    private static final Pattern SCAN =
            Pattern.compile(PolicyReader.NAME.pattern() + "(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?");

    private final Consumer<PolicyProblem> problems;
    private final List<Scope> outer;
    private final Set<String> names = new HashSet<>();

    /**
     * A reader.
     *
     * @param outer where the whole policy applies
     */
    RuleReader(Consumer<PolicyProblem> problems, Optional<Scope> outer) {
        this.problems = problems;
        this.outer = outer.stream().toList();
    }

    Optional<Rule> read(Section rule) {
        rule.allow(
                "name",
                "deny",
                "warn",
                "require",
                "requireApproval",
                "appliesTo",
                "scans",
                "whenMissing",
                "message",
                "remediation",
                "owners",
                "dryRun",
                "replaceable");
        RuleHead head = head(rule);
        List<String> kinds = KINDS.stream().filter(rule::has).toList();
        if (kinds.size() != 1) {
            return rule.problem(
                    "a rule has one of deny, warn, require and requireApproval, this one has "
                            + kinds.size());
        }
        return switch (kinds.getFirst()) {
            case "deny" -> match(rule, head, "deny", RuleKind.DENY);
            case "warn" -> match(rule, head, "warn", RuleKind.WARN);
            case "require" -> Optional.of(new RequireRule(head));
            default -> rule.section("requireApproval").map(section -> approval(section, head));
        };
    }

    private RuleHead head(Section rule) {
        Optional<String> name = rule.name("name", PolicyReader.NAME);
        name.filter(n -> !names.add(n))
                .ifPresent(n -> rule.problemAt("name", "rule " + n + " is there twice"));
        return new RuleHead(
                name.orElse(""),
                rule.place(),
                scans(rule),
                whenMissing(rule),
                rule.text("message", MAX_TEXT).orElse(null),
                rule.text("remediation", MAX_TEXT).orElse(null),
                Stream.concat(outer.stream(), ScopeReader.read(rule).stream()).toList(),
                rule.has("owners") ? rule.names("owners", PolicyReader.TEAM) : List.of(),
                rule.value("dryRun").flatMap(Scalar::flag).orElse(false),
                rule.value("replaceable").flatMap(Scalar::flag).orElse(false));
    }

    private static Set<String> scans(Section rule) {
        if (!rule.has("require")) {
            return rule.has("scans") ? new LinkedHashSet<>(rule.names("scans", SCAN)) : Set.of();
        }
        if (rule.has("scans")) {
            rule.problemAt("scans", "require names its scans itself");
        }
        return new LinkedHashSet<>(rule.names("require", SCAN));
    }

    private Optional<Rule> match(Section rule, RuleHead head, String key, RuleKind kind) {
        return rule.section(key).flatMap(match -> match(match, head, kind));
    }

    private Optional<Rule> match(Section match, RuleHead head, RuleKind kind) {
        match.allow("findings", "when");
        if (!match.has("findings") && !match.has("when")) {
            return match.problem("give findings, when or both");
        }
        Optional<Condition> findings = condition(match, "findings", Conditions.OF_A_FINDING);
        Optional<Condition> when = condition(match, "when", Conditions.OF_THE_CHANGE);
        return findings.isEmpty() && when.isEmpty()
                ? Optional.empty()
                : Optional.of(new MatchRule(head, kind, findings.orElse(null), when.orElse(null)));
    }

    private Rule approval(Section section, RuleHead head) {
        @Nullable Condition when =
                condition(section, "when", Conditions.OF_THE_CHANGE).orElse(null);
        return new ApprovalRule(head, DemandReader.read(section), when);
    }

    private Optional<Condition> condition(Section match, String key, Conditions kind) {
        return match.expression(key).flatMap(text -> kind.compile(text, problems));
    }

    private static WhenMissing whenMissing(Section rule) {
        Optional<String> word = rule.text("whenMissing", MAX_TEXT);
        if (word.isEmpty() || word.get().equals("closed")) {
            return WhenMissing.CLOSED;
        }
        if (!word.get().equals("open")) {
            rule.problemAt("whenMissing", "whenMissing is closed or open, not " + word.get());
        }
        return WhenMissing.OPEN;
    }
}
