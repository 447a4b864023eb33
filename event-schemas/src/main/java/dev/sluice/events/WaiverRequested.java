package dev.sluice.events;

/**
 * Somebody who may write wants the findings of a decision accepted for a time. It accepts nothing
 * by itself.
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
