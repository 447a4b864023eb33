package dev.sluice.events;

/**
 * Sluice met a repository for the first time: what its default branch holds now is where everything
 * starts from. Nobody proposed or pushed it, so nobody waits for a verdict on it.
 *
 * @param revision of a {@link ChangeKind#BASELINE}, never that of a push of the same commit
 */
public record RepositoryConnected(Revision revision, Repository repository) implements Fact {
    public RepositoryConnected {
        Require.present("revision", revision);
        Require.present("repository", repository);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return repository.key();
    }
}
