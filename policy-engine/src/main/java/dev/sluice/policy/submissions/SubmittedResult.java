package dev.sluice.policy.submissions;

import dev.sluice.events.Finding;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.wire.FindingsDigest;
import java.util.List;
import java.util.Optional;

/** What one tool says about one commit. */
sealed interface SubmittedResult {

    /** All of it is here. */
    record Completed(SubmissionCompleted end, List<Finding> findings) implements SubmittedResult {
        public Completed {
            findings = List.copyOf(findings);
        }
    }

    /** It is no result. */
    record Failed(SubmissionFailed end) implements SubmittedResult {}

    /**
     * Puts the facts of one submission and scanner together.
     *
     * @return empty as long as parts are missing or do not add up
     */
    static Optional<SubmittedResult> of(List<SubmissionFact> facts) {
        List<Finding> findings =
                facts.stream()
                        .filter(SubmissionReported.class::isInstance)
                        .map(SubmissionReported.class::cast)
                        .sorted((a, b) -> Integer.compare(a.part(), b.part()))
                        .flatMap(part -> part.findings().stream())
                        .toList();
        for (SubmissionFact fact : facts) {
            switch (fact) {
                case SubmissionFailed end -> {
                    return Optional.of(new Failed(end));
                }
                case SubmissionCompleted end -> {
                    boolean whole =
                            findings.size() == end.findings()
                                    && FindingsDigest.of(findings).equals(end.digest());
                    return whole ? Optional.of(new Completed(end, findings)) : Optional.empty();
                }
                case SubmissionReported _ -> {}
            }
        }
        return Optional.empty();
    }
}
