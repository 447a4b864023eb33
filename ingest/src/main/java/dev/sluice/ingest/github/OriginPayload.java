package dev.sluice.ingest.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.UntranslatableException;
import org.jspecify.annotations.Nullable;

/**
 * What says whose a delivery is. It is asked also of deliveries that cannot be translated, so
 * nothing here has to be as it should.
 */
record OriginPayload(
        @Nullable JsonNode repository,
        @Nullable JsonNode organization,
        @Nullable JsonNode installation) {

    static Origin origin(Delivery delivery) {
        try {
            return Payload.read(delivery, OriginPayload.class).of(delivery);
        } catch (UntranslatableException e) {
            return Origin.UNKNOWN; // it is not even JSON, and the ledger says so
        }
    }

    /** Whether it has a repository and that is null; the door has noted that there is none. */
    static boolean deniesRepository(Delivery delivery) {
        return delivery.repositoryId() == null
                && Payload.read(delivery, OriginPayload.class).repository() instanceof NullNode;
    }

    private Origin of(Delivery delivery) {
        Long owner = owner();
        return new Origin(
                owner == null ? null : delivery.forge() + "/" + owner,
                delivery.repositoryId() == null
                        ? null
                        : delivery.forge() + "/" + delivery.repositoryId(),
                name());
    }

    private @Nullable Long owner() {
        Long owner = id(at(repository, "owner"));
        if (owner == null) {
            owner = id(organization);
        }
        return owner == null ? id(at(installation, "account")) : owner;
    }

    private @Nullable String name() {
        JsonNode owner = at(repository, "owner");
        String login = text(at(owner, "login"));
        String ownerName = login == null ? text(at(owner, "name")) : login;
        String name = text(at(repository, "name"));
        if (ownerName == null || name == null) {
            return null;
        }
        try {
            return Names.owner("repository.owner.login", ownerName)
                    + "/"
                    + Names.repository("repository.name", name);
        } catch (UntranslatableException e) {
            return null; // a label that could deceive is none
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.textValue();
    }

    private static @Nullable Long id(@Nullable JsonNode account) {
        JsonNode id = at(account, "id");
        return id != null && id.isIntegralNumber() && id.canConvertToLong() && id.longValue() > 0
                ? id.longValue()
                : null;
    }

    private static @Nullable JsonNode at(@Nullable JsonNode node, String field) {
        return node == null ? null : node.get(field);
    }
}
