package dev.sluice.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy's verdict on a revision. Decisions on one revision are ordered by their sequence; a
 * later one replaces an earlier one even if it says the opposite.
 *
 * @param sequence from 1, without gaps per revision
 * @param decidedAt the {@code now} of the evaluation
 * @param policyDigest over the policy in force, hexadecimal SHA-256
 * @param inputDigest over the canonical inputs, hexadecimal SHA-256
 * @param reason one sentence that says what decided
 * @param newFindings worst severity first
 * @param knownFindings how many findings were there before the change
 * @param gaps what was not checked and let pass, one sentence each
 * @param reviewAt the next instant at which the result could differ by itself; absent when there is
 *     none
 */
public record ChangeDecided(
        Revision revision,
        Repository repository,
        long sequence,
        Verdict verdict,
        Instant decidedAt,
        String policyDigest,
        String inputDigest,
        String reason,
        List<FindingCount> newFindings,
        int knownFindings,
        List<String> gaps,
        RuleNode rules,
        @Nullable Instant reviewAt)
        implements Fact {
    public ChangeDecided {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.sequence(sequence);
        Require.present("verdict", verdict);
        Require.present("decidedAt", decidedAt);
        Require.text("policyDigest", policyDigest);
        Require.text("inputDigest", inputDigest);
        Require.text("reason", reason);
        newFindings = Require.list("newFindings", newFindings);
        Require.notNegative("knownFindings", knownFindings);
        gaps = Require.list("gaps", gaps);
        Require.present("rules", rules);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return revision.change().value();
    }
}
