package dev.sluice.ingest.ledger;

import dev.sluice.ingest.database.Conditions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody wants to see; what is absent does not matter.
 *
 * @param repository {@code forge/repository id} or {@code owner/name}
 * @param event the forge's name of it
 * @param since accepted then or later
 */
record Filter(
        @Nullable String repository,
        @Nullable String event,
        @Nullable FateName fate,
        @Nullable Instant since) {

    static final Filter NONE = new Filter(null, null, null, null);

    Conditions narrow(Conditions conditions) {
        if (repository != null) {
            conditions.and(
                    "(repository = :repository or repository_name = :repository)",
                    "repository",
                    repository);
        }
        if (event != null) {
            conditions.and("event = :event", "event", event);
        }
        if (fate != null) {
            conditions.and("fate = :fate", "fate", fate.tag());
        }
        if (since != null) {
            conditions.and("accepted_at >= :since", "since", since);
        }
        return conditions;
    }
}
