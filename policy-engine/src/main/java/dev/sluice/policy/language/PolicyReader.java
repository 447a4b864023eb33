package dev.sluice.policy.language;

import dev.sluice.events.RuleKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one policy and collects everything that is wrong with it. YAML is only composed into nodes,
 * never constructed into objects, so that each value keeps its place and no tag does anything.
 */
final class PolicyReader {

    private static final String API_VERSION = "sluice.dev/v1";
    private static final int MAX_CODE_POINTS = 200_000;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_RULES = 100;
    private static final int MAX_TEXT = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Results of other tools are called tool/category. */
    private static final Pattern SCAN =
            Pattern.compile(NAME.pattern() + "(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?");

    private final String source;
    private final String text;
    private final SourceText file;
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final Set<String> ruleNames = new HashSet<>();

    private PolicyReader(String source, String text) {
        this.source = source;
        this.text = text;
        this.file = new SourceText(source, text);
    }

    static ParsedPolicy read(String source, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new PolicyReader(source, withoutMark).read();
    }

    private ParsedPolicy read() {
        String digest = Digest.of(text);
        Optional<Policy> policy = compose().flatMap(root -> policy(root, digest));
        if (policy.isPresent() && problems.isEmpty()) {
            return policy.get();
        }
        problems.sort(
                Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column));
        return new BrokenPolicy(source, digest, problems.stream().distinct().toList());
    }

    private Optional<Node> compose() {
        if (file.length() > MAX_CODE_POINTS) {
            return problem(
                    0,
                    "a policy has at most "
                            + MAX_CODE_POINTS
                            + " characters, this one has "
                            + file.length());
        }
        try {
            Node root = new Yaml(limits()).compose(new StringReader(text));
            return root == null ? problem(0, "the file is empty") : Optional.of(root);
        } catch (MarkedYAMLException e) {
            int place = e.getProblemMark() == null ? 0 : e.getProblemMark().getIndex();
            return problem(place, "not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            return problem(e.getPosition(), "not YAML: a character that is not allowed");
        } catch (YAMLException e) {
            return problem(0, "not YAML: " + e.getMessage());
        }
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_CODE_POINTS);
        return options;
    }

    private Optional<Policy> policy(Node root, String digest) {
        Optional<Section> section = Section.of(file, root, "a policy", problems::add);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Section policy = section.get();
        policy.allow("apiVersion", "kind", "metadata", "rules");
        policy.constant("apiVersion", API_VERSION);
        policy.constant("kind", "Policy");
        String name =
                policy.section("metadata")
                        .flatMap(metadata -> {
                            metadata.allow("name");
                            return metadata.name("name", NAME);
                        })
                        .orElse("");
        List<Rule> rules = new ArrayList<>();
        for (Node rule : policy.items("rules", MAX_RULES)) {
            Section.of(file, rule, "a rule", problems::add)
                    .flatMap(this::rule)
                    .ifPresent(rules::add);
        }
        return Optional.of(new Policy(source, name, digest, rules));
    }

    private Optional<Rule> rule(Section rule) {
        rule.allow(
                "name",
                "deny",
                "warn",
                "require",
                "scans",
                "whenMissing",
                "message",
                "remediation");
        Optional<String> name = rule.name("name", NAME);
        name.filter(n -> !ruleNames.add(n))
                .ifPresent(n -> rule.problemAt("name", "rule " + n + " is there twice"));
        String ruleName = name.orElse("");
        WhenMissing whenMissing = whenMissing(rule);
        @Nullable String message = rule.text("message", MAX_TEXT).orElse(null);
        @Nullable String remediation = rule.text("remediation", MAX_TEXT).orElse(null);
        Set<String> scans =
                rule.has("scans") ? new LinkedHashSet<>(rule.names("scans", SCAN)) : Set.of();

        List<String> kinds = List.of("deny", "warn", "require").stream().filter(rule::has).toList();
        if (kinds.size() != 1) {
            rule.problem("a rule has one of deny, warn and require, this one has " + kinds.size());
            return Optional.empty();
        }
        if (rule.has("require")) {
            if (rule.has("scans")) {
                rule.problemAt("scans", "require names its scans itself");
            }
            Set<String> required = new LinkedHashSet<>(rule.names("require", SCAN));
            return Optional.of(
                    new RequireRule(ruleName, required, whenMissing, message, remediation));
        }
        RuleKind kind = rule.has("deny") ? RuleKind.DENY : RuleKind.WARN;
        return rule.section(kinds.getFirst())
                .flatMap(match ->
                        match(match, ruleName, kind, scans, whenMissing, message, remediation));
    }

    private Optional<Rule> match(
            Section match,
            String name,
            RuleKind kind,
            Set<String> scans,
            WhenMissing whenMissing,
            @Nullable String message,
            @Nullable String remediation) {
        match.allow("findings", "when");
        if (!match.has("findings") && !match.has("when")) {
            match.problem("give findings, when or both");
            return Optional.empty();
        }
        Optional<Condition> findings = condition(match, "findings", Conditions.OF_A_FINDING);
        Optional<Condition> when = condition(match, "when", Conditions.OF_THE_CHANGE);
        if (findings.isEmpty() && when.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new MatchRule(
                        name,
                        kind,
                        findings.orElse(null),
                        when.orElse(null),
                        scans,
                        whenMissing,
                        message,
                        remediation));
    }

    private Optional<Condition> condition(Section match, String key, Conditions kind) {
        return match.expression(key).flatMap(text -> kind.compile(text, problems::add));
    }

    private WhenMissing whenMissing(Section rule) {
        Optional<String> word = rule.text("whenMissing", MAX_TEXT);
        if (word.isEmpty() || word.get().equals("closed")) {
            return WhenMissing.CLOSED;
        }
        if (!word.get().equals("open")) {
            rule.problemAt("whenMissing", "whenMissing is closed or open, not " + word.get());
        }
        return WhenMissing.OPEN;
    }

    private <T> Optional<T> problem(int place, String reason) {
        problems.add(file.problem(place, reason));
        return Optional.empty();
    }
}
