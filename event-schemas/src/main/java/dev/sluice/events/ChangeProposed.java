package dev.sluice.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a change to be merged, or a proposal changed in a way that a policy can see. A
 * merge queue asks for groups of them, which have no number.
 *
 * @param number of the pull or merge request; absent for a merge group
 * @param headRef the branch it comes from
 * @param headRepositoryId the repository it comes from; absent when that one was deleted
 * @param labels sorted
 */
public record ChangeProposed(
        Revision revision,
        Repository repository,
        @Nullable Long number,
        String headRef,
        @Nullable Long headRepositoryId,
        Account author,
        Account actor,
        Trust trust,
        ChangeReason reason,
        boolean draft,
        List<String> labels)
        implements Fact {
    public ChangeProposed {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.text("headRef", headRef);
        Require.present("author", author);
        Require.present("actor", actor);
        Require.present("trust", trust);
        Require.present("reason", reason);
        labels = Require.list("labels", labels);
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
