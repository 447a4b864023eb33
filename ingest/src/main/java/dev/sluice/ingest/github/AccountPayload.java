package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import org.jspecify.annotations.Nullable;

/**
 * A user, bot or organisation, such as the field {@code sender}.
 *
 * @param type {@code User} for people, {@code Bot} for Apps, our own among them
 */
record AccountPayload(@Nullable Long id, @Nullable String login, @Nullable String type) {

    /** The account that GitHub itself shows in place of deleted ones. */
    private static final Account GHOST = new Account(10137, "ghost");

    static boolean isPerson(@Nullable AccountPayload payload) {
        return payload != null && "User".equals(payload.type());
    }

    static Account account(String field, @Nullable AccountPayload payload) {
        if (payload == null) {
            return GHOST;
        }
        return new Account(
                Names.id(field + ".id", payload.id()),
                Names.login(field + ".login", Payload.need(field + ".login", payload.login())));
    }
}
