package dev.sluice.policy.language;

import dev.sluice.policy.yaml.PolicyProblem;
import java.util.stream.Collectors;

/** Stops what cannot go on without the policy; the message has one line per problem. */
public final class BrokenPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenPolicyException(BrokenPolicy policy) {
        super(
                policy.problems().stream()
                        .map(PolicyProblem::toString)
                        .collect(Collectors.joining("\n")));
    }
}
