package dev.sluice.events.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Event;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Turns events into Kafka records; what does not fit the schema or the size limit never leaves. */
public final class EventWriter {

    /** No record is larger, so that default brokers take it; in bytes of the value. */
    public static final int MAX_RECORD_BYTES = 900_000;

    private EventWriter() {}

    /** The record as a Kafka client sends it. */
    public static ProducerRecord<String, byte[]> record(Event<?> event) {
        return new ProducerRecord<>(
                event.type().topic().topicName(),
                null,
                event.fact().key(),
                value(event),
                headers(event));
    }

    /** The record as a channel of SmallRye Reactive Messaging sends it. */
    public static Message<byte[]> message(Event<?> event) {
        return Message.of(value(event))
                .addMetadata(
                        OutgoingKafkaRecordMetadata.<String>builder()
                                .withTopic(event.type().topic().topicName())
                                .withKey(event.fact().key())
                                .withHeaders(headers(event))
                                .build());
    }

    private static byte[] value(Event<?> event) {
        if (!event.type().topic().producers().contains(event.source())) {
            refuse(event, "may not come from " + event.source().source());
        }
        try {
            JsonNode data = Json.mapper().valueToTree(event.fact());
            EventSchemas.problem(event.type(), data)
                    .ifPresent(problem -> refuse(event, "does not fit its schema: " + problem));
            byte[] value = Json.mapper().writeValueAsBytes(data);
            if (value.length > MAX_RECORD_BYTES) {
                refuse(
                        event,
                        "has "
                                + value.length
                                + " bytes, at most "
                                + MAX_RECORD_BYTES
                                + " may leave");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    event.type().wireName() + " cannot be written as JSON", e);
        }
    }

    private static void refuse(Event<?> event, String why) {
        throw new IllegalArgumentException(event.type().wireName() + " " + why);
    }

    private static Headers headers(Event<?> event) {
        return CloudEventHeaders.create()
                .with(CloudEventHeaders.ID, event.id())
                .with(CloudEventHeaders.SOURCE, event.source().source())
                .with(CloudEventHeaders.TYPE, event.type().wireName())
                .with(CloudEventHeaders.SUBJECT, event.fact().subject())
                .with(CloudEventHeaders.TIME, event.time())
                .with(CloudEventHeaders.DATA_SCHEMA, EventSchemas.id(event.type()))
                .with(CloudEventHeaders.ORGANISATION, event.organisation())
                .with(CloudEventHeaders.CORRELATION_ID, event.correlationId())
                .with(CloudEventHeaders.CAUSATION_ID, event.causationId())
                .with(CloudEventHeaders.TRACEPARENT, event.traceparent())
                .with(CloudEventHeaders.CONTENT_TYPE, "application/json")
                .asKafka();
    }
}
