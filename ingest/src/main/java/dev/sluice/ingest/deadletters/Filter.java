package dev.sluice.ingest.deadletters;

import dev.sluice.ingest.database.Conditions;
import org.jspecify.annotations.Nullable;

/** Which letters somebody wants to see; what is absent does not matter. */
record Filter(@Nullable LetterStatus status, @Nullable String service, @Nullable String topic) {

    static final Filter NONE = new Filter(null, null, null);

    Conditions narrow(Conditions conditions) {
        if (status != null) {
            conditions.and("status = :status", "status", status.text());
        }
        if (service != null) {
            conditions.and("reader = :reader", "reader", "sluice." + service);
        }
        if (topic != null) {
            conditions.and("topic = :topic", "topic", topic);
        }
        return conditions;
    }
}
