package dev.sluice.policy.evaluate;

import dev.sluice.events.FindingCount;
import dev.sluice.events.RuleNode;
import dev.sluice.events.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about inputs.
 *
 * @param reason one sentence that says what decided
 * @param newFindings worst severity first
 * @param knownFindings how many findings were there before
 * @param gaps what was not checked and let pass, one sentence each
 * @param reviewAt the next instant at which the result could differ by itself
 * @param decidesForGood whether scans that are still running cannot make the verdict milder or
 *     better founded: all have ended, or a rule fails whatever they bring
 */
public record Evaluation(
        Verdict verdict,
        String reason,
        RuleNode rules,
        List<FindingCount> newFindings,
        int knownFindings,
        List<String> gaps,
        @Nullable Instant reviewAt,
        boolean decidesForGood) {
    public Evaluation {
        newFindings = List.copyOf(newFindings);
        gaps = List.copyOf(gaps);
    }
}
