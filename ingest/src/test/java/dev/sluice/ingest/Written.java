package dev.sluice.ingest;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventReader;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What was written to a channel, as whoever subscribes to its topic reads it. */
public final class Written {

    private Written() {}

    public static Event<?> event(String topic, Message<byte[]> message) {
        var record = new ConsumerRecord<>(topic, 0, 0, "key", message.getPayload());
        message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders()
                .forEach(record.headers()::add);
        return EventReader.read(record);
    }
}
