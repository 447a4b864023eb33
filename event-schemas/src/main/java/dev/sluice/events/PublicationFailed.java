package dev.sluice.events;

/**
 * The forge has not accepted what was to be written.
 *
 * @param reason one line for people, never a body or a token
 * @param attempts how many were made for this content
 * @param retrying whether another attempt will follow
 */
public record PublicationFailed(
        Revision revision,
        Repository repository,
        PublicationTarget target,
        long sequence,
        String state,
        String description,
        String reason,
        int attempts,
        boolean retrying)
        implements Fact {
    public PublicationFailed {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("target", target);
        Require.notNegative("sequence", sequence);
        Require.text("state", state);
        Require.text("description", description);
        Require.text("reason", reason);
        Require.notNegative("attempts", attempts);
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
