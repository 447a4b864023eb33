package dev.sluice.policy.cases;

import dev.sluice.policy.evaluate.Evaluation;
import java.util.List;

/** What a policy said of a case, and where that is not what was expected. */
public record Outcome(Case tested, Evaluation evaluation, List<Difference> differences) {
    public Outcome {
        differences = List.copyOf(differences);
    }

    public boolean isAsExpected() {
        return differences.isEmpty();
    }
}
