package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * The forge has accepted what was written.
 *
 * @param sequence of the decision; 0 for what is written without one, such as pending
 * @param state in the forge's words
 * @param url where the text leads; absent when no public address is configured
 */
public record PublicationDelivered(
        Revision revision,
        Repository repository,
        PublicationTarget target,
        long sequence,
        String state,
        String description,
        @Nullable String url)
        implements Fact {
    public PublicationDelivered {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("target", target);
        Require.notNegative("sequence", sequence);
        Require.text("state", state);
        Require.text("description", description);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return revision.change().value();
    }
}
