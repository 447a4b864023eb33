package dev.sluice.events;

/**
 * A revision is to be scanned when there is time; nobody waits for the result. It is always a
 * branch of the repository itself, so its author may write.
 */
public record ScanScheduled(Revision revision, Repository repository, ScheduleReason reason)
        implements Fact {
    public ScanScheduled {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("reason", reason);
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
