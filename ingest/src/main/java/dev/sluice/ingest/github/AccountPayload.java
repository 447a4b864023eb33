package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import org.jspecify.annotations.Nullable;

/** A user, bot or organisation, such as the field {@code sender}. */
record AccountPayload(@Nullable Long id, @Nullable String login) {

    /** The account that GitHub itself shows in place of deleted ones. */
    private static final Account GHOST = new Account(10137, "ghost");

    static Account account(String field, @Nullable AccountPayload payload) {
        if (payload == null) {
            return GHOST;
        }
        return new Account(
                Payload.need(field + ".id", payload.id()),
                Names.login(field + ".login", Payload.need(field + ".login", payload.login())));
    }
}
