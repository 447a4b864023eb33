package dev.sluice.ingest.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One acceptance of a delivery and what became of it.
 *
 * @param correlationId carried by every event that it led to; a redelivery has the same
 * @param deliveryId the forge's own id; a redelivery has the same
 * @param repositoryName as it was called then
 * @param fate {@code translated}, {@code duplicate}, {@code ignored}, {@code failed} or {@code
 *     dead-lettered}
 * @param enteredAt when it had this fate
 */
@Schema(description = "One acceptance of a delivery and what became of it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryEntry(
        UUID correlationId,
        String deliveryId,
        String forge,
        String event,
        @Nullable String organisation,
        @Nullable String repository,
        @Nullable String repositoryName,
        Instant acceptedAt,
        String fate,
        @Nullable String reason,
        List<RaisedEvent> events,
        Instant enteredAt) {
    public DeliveryEntry {
        events = List.copyOf(events);
    }

    Position position() {
        return new Position(acceptedAt, correlationId);
    }
}
