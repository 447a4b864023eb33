package dev.sluice.events;

import java.time.Instant;

/**
 * The policy's verdict on a deployment, enough to answer the forge that waits for it. Decisions on
 * one deployment are ordered by their sequence.
 *
 * @param sequence from 1, without gaps per deployment
 * @param decidedAt the {@code now} of the evaluation
 * @param reason one sentence that says what decided
 */
public record DeploymentDecided(
        Deployment deployment,
        Repository repository,
        long sequence,
        Verdict verdict,
        Instant decidedAt,
        String reason)
        implements Fact {
    public DeploymentDecided {
        Require.present("deployment", deployment);
        Require.present("repository", repository);
        Require.sequence(sequence);
        Require.present("verdict", verdict);
        Require.present("decidedAt", decidedAt);
        Require.text("reason", reason);
    }

    @Override
    public String subject() {
        return deployment.name(repository);
    }

    @Override
    public String key() {
        return deployment.name(repository);
    }
}
