package dev.sluice.policy.language;

import dev.sluice.policy.yaml.PolicyProblem;
import java.util.List;

/** A text that is no policy; the problems are in the order of the file and never empty. */
public record BrokenPolicy(String source, String digest, List<PolicyProblem> problems)
        implements ParsedPolicy {
    public BrokenPolicy {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a broken policy has a problem");
        }
    }
}
