package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * Commits arrived on a branch that is watched.
 *
 * @param previousSha the head before; absent for a new branch
 * @param forced whether history was rewritten
 */
public record ChangePushed(
        Revision revision,
        Repository repository,
        @Nullable String previousSha,
        boolean forced,
        Account actor)
        implements Fact {
    public ChangePushed {
        Require.present("revision", revision);
        Require.present("repository", repository);
        if (previousSha != null) {
            Require.sha("previousSha", previousSha);
        }
        Require.present("actor", actor);
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
