package dev.sluice.events;

/**
 * A commit on its way to an environment, waiting for an answer.
 *
 * @param id the forge's number of the deployment; running a job again makes a new one
 * @param runId the forge's number of the workflow run that waits
 * @param environment as it is called at the forge
 * @param ref the branch or tag it is deployed from
 */
public record Deployment(long id, long runId, String environment, String sha, String ref) {
    public Deployment {
        Require.notNegative("deployment.id", id);
        Require.notNegative("deployment.runId", runId);
        Require.text("deployment.environment", environment);
        Require.sha("deployment.sha", sha);
        Require.text("deployment.ref", ref);
    }

    /** {@code forge/repository id/deployment/id}: what its events are about. */
    String name(Repository repository) {
        return name(repository, id);
    }

    static String name(Repository repository, long id) {
        return repository.key() + "/deployment/" + id;
    }
}
