package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * Somebody did something that concerns security, for the audit log.
 *
 * @param actor who, and nothing that could be used as a credential
 * @param action what, such as {@code dead-letter.dropped}
 * @param about what it was done to
 * @param organisation whose that is; absent when it concerns no single tenant
 * @param reason as it was given; absent when none is asked for
 */
public record ActRecorded(
        String actor,
        String action,
        String about,
        @Nullable String organisation,
        @Nullable String reason)
        implements OperationFact {
    public ActRecorded {
        Require.text("actor", actor);
        Require.text("action", action);
        Require.text("about", about);
    }

    @Override
    public String subject() {
        return about;
    }

    @Override
    public String key() {
        return actor;
    }
}
