package dev.sluice.scanners.secrets;

import dev.sluice.events.Severity;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads rules from YAML, all of them or none. */
final class RuleReader {

    /** Shorter ones occur so often that they save nothing. */
    private static final int SHORTEST_KEYWORD = 3;

    private static final Pattern KEYWORD = Pattern.compile("[\\x20-\\x7e&&[^A-Z]]+");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private final String file;

    RuleReader(String file) {
        this.file = file;
    }

    /**
     * Reads.
     *
     * @throws InvalidRulesException when a rule cannot be used
     */
    List<SecretRule> read(String yaml) {
        var rules = new ArrayList<SecretRule>();
        var ids = new HashSet<String>();
        List<Node> nodes = ruleNodes(compose(yaml));
        if (nodes.size() > SecretRules.MOST_RULES) {
            throw new InvalidRulesException(
                    "%s:%d: there are more than %d rules"
                            .formatted(
                                    file,
                                    nodes.get(SecretRules.MOST_RULES).getStartMark().getLine() + 1,
                                    SecretRules.MOST_RULES));
        }
        for (Node node : nodes) {
            var fields = new RuleFields(file, node);
            SecretRule rule = rule(fields);
            if (!ids.add(rule.id())) {
                throw fields.refusal("id", "another rule has the same id");
            }
            rules.add(rule);
        }
        return rules;
    }

    private @Nullable Node compose(String yaml) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        try {
            return new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            throw new InvalidRulesException(
                    "%s:%d: %s".formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()));
        } catch (YAMLException e) {
            throw new InvalidRulesException(file + ": " + e.getMessage());
        }
    }

    private List<Node> ruleNodes(@Nullable Node document) {
        if (document instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals("rules")
                        && entry.getValueNode() instanceof SequenceNode list
                        && !list.getValue().isEmpty()) {
                    return list.getValue();
                }
            }
        }
        throw new InvalidRulesException(file + ":1: there is no list named rules, or it is empty");
    }

    private static SecretRule rule(RuleFields fields) {
        if (!ID.matcher(fields.id()).matches()) {
            throw fields.refusal("id", "an id has lower-case letters, digits and single hyphens");
        }
        var rule =
                new SecretRule(
                        fields.id(),
                        fields.text("issuer"),
                        fields.text("what"),
                        fields.parsed("severity", RuleReader::severity),
                        fields.parsed("cwe", RuleReader::cwe),
                        keywords(fields),
                        fields.has("keyword-first")
                                && fields.parsed("keyword-first", RuleReader::truth),
                        fields.parsed("expression", Expression::of),
                        fields.has("checksum")
                                ? fields.parsed("checksum", RuleReader::checksum)
                                : null,
                        fields.has("entropy") ? fields.parsed("entropy", RuleReader::entropy) : 0,
                        fields.text("remediation"),
                        fields.text("source"),
                        Set.copyOf(fields.texts("documented")),
                        fields.texts("found"),
                        fields.texts("not-found"),
                        Scope.EVERYWHERE);
        fields.nothingElse();
        if (rule.found().isEmpty() || rule.notFound().isEmpty()) {
            throw fields.refusal("found", "a rule has an example of found and one of not-found");
        }
        return rule;
    }

    private static List<String> keywords(RuleFields fields) {
        List<String> keywords = fields.texts("keywords");
        keywordProblem(keywords)
                .ifPresent(problem -> {
                    throw fields.refusal("keywords", problem);
                });
        return keywords;
    }

    /** What is wrong with the keywords of a rule; empty when nothing is. */
    static Optional<String> keywordProblem(List<String> keywords) {
        if (keywords.isEmpty()) {
            return Optional.of("a rule needs at least one keyword");
        }
        return keywords.stream()
                .filter(k -> k.length() < SHORTEST_KEYWORD || !KEYWORD.matcher(k).matches())
                .findFirst()
                .map(keyword ->
                        "keywords are printable ASCII in lower case, at least %d characters: %s"
                                .formatted(SHORTEST_KEYWORD, keyword));
    }

    private static Severity severity(String text) {
        for (Severity severity : Severity.values()) {
            if (severity != Severity.UNKNOWN
                    && severity.name().toLowerCase(Locale.ROOT).equals(text)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                text + " is none of critical, high, medium, low and info");
    }

    private static String cwe(String text) {
        if (!text.matches("CWE-[0-9]{1,5}")) {
            throw new IllegalArgumentException(text + " is not like CWE-798");
        }
        return text;
    }

    private static Checksum checksum(String text) {
        return Checksum.of(text)
                .orElseThrow(() -> new IllegalArgumentException(text + " is not known"));
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("it is true or false");
        }
        return text.equals("true");
    }

    private static double entropy(String text) {
        double entropy = Double.parseDouble(text);
        if (!(entropy >= 0 && entropy <= 8)) {
            throw new IllegalArgumentException("it is between 0 and 8 bits per character");
        }
        return entropy;
    }
}
