package dev.sluice.events;

/** A forge asks whether a deployment may go on, and waits. */
public record DeploymentRequested(Deployment deployment, Repository repository, Account requestedBy)
        implements Fact {
    public DeploymentRequested {
        Require.present("deployment", deployment);
        Require.present("repository", repository);
        Require.present("requestedBy", requestedBy);
    }

    @Override
    public String subject() {
        return deployment.name(repository);
    }

    @Override
    public String key() {
        return repository.key();
    }
}
