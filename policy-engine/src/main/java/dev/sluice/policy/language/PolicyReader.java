package dev.sluice.policy.language;

import dev.sluice.policy.yaml.Document;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.policy.yaml.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one policy and collects everything that is wrong with it. */
final class PolicyReader {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Owners and teams: a name, or organisation/team as forges write it. */
    static final Pattern TEAM =
            Pattern.compile("@?[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?");

    private static final String API_VERSION = "sluice.dev/v1";
    private static final int MAX_RULES = 100;

    private final String source;
    private final String text;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private PolicyReader(String source, String text) {
        this.source = source;
        this.text = text;
    }

    static ParsedPolicy read(String source, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new PolicyReader(source, withoutMark).read();
    }

    private ParsedPolicy read() {
        String digest = Digest.of(text);
        Optional<Policy> policy =
                Document.open(source, text, "a policy", problems::add)
                        .map(section -> policy(section, digest));
        if (policy.isPresent() && problems.isEmpty()) {
            return policy.get();
        }
        problems.sort(
                Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column));
        return new BrokenPolicy(source, digest, problems.stream().distinct().toList());
    }

    private Policy policy(Section policy, String digest) {
        policy.allow("apiVersion", "kind", "metadata", "appliesTo", "rules");
        policy.constant("apiVersion", API_VERSION);
        policy.constant("kind", "Policy");
        String name =
                policy.section("metadata")
                        .flatMap(metadata -> {
                            metadata.allow("name");
                            return metadata.name("name", NAME);
                        })
                        .orElse("");
        var reader = new RuleReader(problems::add, ScopeReader.read(policy));
        List<Rule> rules =
                policy.sections("rules", "a rule", MAX_RULES).stream()
                        .flatMap(rule -> reader.read(rule).stream())
                        .toList();
        return new Policy(source, name, digest, rules);
    }
}
