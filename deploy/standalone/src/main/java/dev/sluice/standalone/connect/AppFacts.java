package dev.sluice.standalone.connect;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an App that was made; nothing of it is secret.
 *
 * @param organisation whose App it is; null for a person's
 * @param webhook where GitHub was asked to send events; null where it was not
 */
record AppFacts(
        long id,
        @Nullable String clientId,
        String slug,
        @Nullable String organisation,
        URI web,
        URI api,
        @Nullable URI webhook) {}
