package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code repository}.
 *
 * @param pushedAt seconds since 1970 in a push, ISO 8601 text elsewhere
 */
record RepositoryPayload(
        @Nullable Long id,
        @Nullable String name,
        @Nullable OwnerPayload owner,
        @JsonProperty("default_branch") @Nullable String defaultBranch,
        @JsonProperty("pushed_at") @Nullable JsonNode pushedAt) {

    /**
     * Its owner.
     *
     * @param name in place of the login in older pushes
     */
    record OwnerPayload(@Nullable Long id, @Nullable String login, @Nullable String name) {
        private String anyName() {
            return Payload.need("repository.owner.login", login == null ? name : login);
        }
    }

    Repository repository(Delivery delivery) {
        OwnerPayload known = Payload.need("repository.owner", owner);
        return new Repository(
                delivery.forge(),
                Names.id("repository.id", id),
                Names.id("repository.owner.id", known.id()),
                Names.owner("repository.owner.login", known.anyName()),
                Names.repository("repository.name", Payload.need("repository.name", name)));
    }

    /** When it was pushed to, or else when the delivery was accepted. */
    Instant pushTime(Delivery delivery) {
        if (pushedAt == null || pushedAt.isNull()) {
            return delivery.acceptedAt();
        }
        return pushedAt.canConvertToExactIntegral() && pushedAt.canConvertToLong()
                ? Times.ofSeconds(pushedAt.longValue(), delivery)
                : Times.of(pushedAt.asText(), delivery);
    }
}
