package dev.sluice.events.wire;

import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Turns a delivery into records: one, or ordered parts under one key where the body is large. */
public final class DeliveryWriter {

    static final String EVENT = "sluice_event";
    static final String DELIVERY_ID = "sluice_delivery";
    static final String FORGE = "sluice_forge";
    static final String REPOSITORY = "sluice_repository";
    static final String PART = "sluice_part";
    static final String PARTS = "sluice_parts";
    static final String BYTES = "sluice_bytes";

    /** Of the whole body, hexadecimal SHA-256; only where there is more than one part. */
    static final String DIGEST = "sluice_digest";

    private DeliveryWriter() {}

    /** All parts in order; the delivery is stored when every one of them is acknowledged. */
    public static List<ProducerRecord<String, byte[]>> records(Delivery delivery) {
        int parts = Math.max(1, Math.ceilDiv(delivery.body().length, EventWriter.MAX_RECORD_BYTES));
        if (parts == 1) {
            return List.of(record(delivery, delivery.body(), 1, 1, null));
        }
        String digest = digest(delivery.body());
        var records = new ArrayList<ProducerRecord<String, byte[]>>(parts);
        for (int part = 1; part <= parts; part++) {
            int from = (part - 1) * EventWriter.MAX_RECORD_BYTES;
            int to = Math.min(from + EventWriter.MAX_RECORD_BYTES, delivery.body().length);
            byte[] value = Arrays.copyOfRange(delivery.body(), from, to);
            records.add(record(delivery, value, part, parts, digest));
        }
        return records;
    }

    private static ProducerRecord<String, byte[]> record(
            Delivery delivery, byte[] value, int part, int parts, @Nullable String digest) {
        return new ProducerRecord<>(
                Topic.DELIVERIES.topicName(),
                null,
                delivery.key(),
                value,
                headers(delivery, part, parts, digest));
    }

    /** The same for a channel. */
    public static List<Message<byte[]>> messages(Delivery delivery) {
        return records(delivery).stream().map(DeliveryWriter::message).toList();
    }

    /** A record as a channel takes it. */
    public static Message<byte[]> message(ProducerRecord<String, byte[]> record) {
        return Message.of(record.value())
                .addMetadata(
                        OutgoingKafkaRecordMetadata.<String>builder()
                                .withTopic(record.topic())
                                .withKey(record.key())
                                .withHeaders(record.headers())
                                .build());
    }

    private static Headers headers(
            Delivery delivery, int part, int parts, @Nullable String digest) {
        return CloudEventHeaders.create()
                .with(CloudEventHeaders.ID, delivery.id())
                .with(CloudEventHeaders.SOURCE, Service.INGEST.source())
                .with(CloudEventHeaders.TYPE, Delivery.TYPE)
                .with(CloudEventHeaders.SUBJECT, delivery.key())
                .with(CloudEventHeaders.TIME, delivery.acceptedAt())
                .with(CloudEventHeaders.ORGANISATION, delivery.forge())
                .with(CloudEventHeaders.CORRELATION_ID, delivery.id())
                .with(CloudEventHeaders.TRACEPARENT, delivery.traceparent())
                .with(CloudEventHeaders.CONTENT_TYPE, delivery.contentType())
                .with(FORGE, delivery.forge())
                .with(REPOSITORY, delivery.repositoryId())
                .with(EVENT, delivery.event())
                .with(DELIVERY_ID, delivery.deliveryId())
                .with(PART, part)
                .with(PARTS, parts)
                .with(BYTES, delivery.body().length)
                .with(DIGEST, digest)
                .asKafka();
    }

    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
