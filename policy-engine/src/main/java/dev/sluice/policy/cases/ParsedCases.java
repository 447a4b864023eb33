package dev.sluice.policy.cases;

import dev.sluice.policy.yaml.PolicyProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reading a file of cases gives: the cases, or everything that is wrong with it. */
public sealed interface ParsedCases {

    /** Reads a file; {@code source} is how problems name it, usually a path. */
    static ParsedCases parse(String source, String text) {
        return CasesReader.read(source, text);
    }

    /**
     * Cases that can be run.
     *
     * @param policy the file with the policy that they test, from the directory of this one
     * @param central the central policy that it is added to; absent without one
     */
    record Cases(String source, String policy, @Nullable String central, List<Case> cases)
            implements ParsedCases {
        public Cases {
            cases = List.copyOf(cases);
        }
    }

    /** No cases; the problems are never empty. */
    record Broken(String source, List<PolicyProblem> problems) implements ParsedCases {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
