package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * A deployment ended, whether or not somebody was asked before it began.
 *
 * @param deploymentId the forge's number of the deployment
 * @param runId the forge's number of the workflow run that deployed; absent where none did
 * @param environment as it is called at the forge
 * @param ref the branch, tag or commit it was deployed from
 */
public record DeploymentFinished(
        long deploymentId,
        @Nullable Long runId,
        String environment,
        String sha,
        String ref,
        Repository repository,
        DeploymentOutcome outcome)
        implements Fact {
    public DeploymentFinished {
        Require.notNegative("deploymentId", deploymentId);
        Require.text("environment", environment);
        Require.sha("sha", sha);
        Require.text("ref", ref);
        Require.present("repository", repository);
        Require.present("outcome", outcome);
    }

    @Override
    public String subject() {
        return Deployment.name(repository, deploymentId);
    }

    @Override
    public String key() {
        return repository.key();
    }
}
