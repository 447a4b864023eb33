package dev.sluice.events.wire;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it was received and acknowledged: the raw body and the few headers that are kept.
 *
 * @param id derived from forge and delivery id, so that a redelivery has the same
 * @param forge the configured forge instance, from the path of the webhook
 * @param repositoryId from the body; null when it names none
 * @param event the forge's name of the event, such as {@code pull_request}
 * @param deliveryId the forge's id of the delivery, the same on redelivery
 * @param body exactly as received
 */
@SuppressWarnings("ArrayRecordComponent") // a body is only passed on, never compared
public record Delivery(
        UUID id,
        String forge,
        @Nullable Long repositoryId,
        String event,
        String deliveryId,
        String contentType,
        Instant acceptedAt,
        @Nullable String traceparent,
        byte[] body) {

    static final String TYPE = "dev.sluice.delivery.accepted.v1";

    /** The Kafka key: deliveries of one repository keep their order. */
    String key() {
        return repositoryId == null ? forge : forge + "/" + repositoryId;
    }
}
