package dev.sluice.events;

/**
 * A proposal was merged or given up, or a watched branch was deleted: nothing more is decided about
 * it.
 */
public record ChangeClosed(ChangeId change, Repository repository, boolean merged) implements Fact {
    public ChangeClosed {
        Require.present("change", change);
        Require.present("repository", repository);
    }

    @Override
    public String subject() {
        return change.value();
    }

    @Override
    public String key() {
        return repository.key();
    }
}
