package dev.sluice.events.wire;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells records apart by what they say about themselves, without reading what they hold. */
public final class Correlation {

    private Correlation() {}

    /**
     * Whether a record of any topic, deliveries and dead letters included, says that it belongs to
     * this correlation id.
     */
    public static boolean isOf(ConsumerRecord<String, byte[]> record, UUID correlationId) {
        return new CloudEventHeaders(record.headers())
                .optional(CloudEventHeaders.CORRELATION_ID)
                .filter(correlationId.toString()::equalsIgnoreCase)
                .isPresent();
    }
}
