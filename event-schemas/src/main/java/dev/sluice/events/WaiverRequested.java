package dev.sluice.events;

/**
 * Somebody wants the findings of a decision accepted for a time. It accepts nothing by itself: who
 * grants it has to be allowed to.
 *
 * @param sequence of the decision on the revision that they saw
 */
public record WaiverRequested(
        Revision revision, Repository repository, long sequence, Account requestedBy)
        implements Fact {
    public WaiverRequested {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.sequence(sequence);
        Require.present("requestedBy", requestedBy);
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
