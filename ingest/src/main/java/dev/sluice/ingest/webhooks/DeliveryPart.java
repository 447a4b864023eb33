package dev.sluice.ingest.webhooks;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record of a delivery on its way.
 *
 * @param stored done when the broker has acknowledged it, failed when it is known not to
 */
record DeliveryPart(ProducerRecord<String, byte[]> record, CompletableFuture<Void> stored)
        implements Callback {

    DeliveryPart(ProducerRecord<String, byte[]> record) {
        this(record, new CompletableFuture<>());
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            stored.complete(null);
        } else {
            stored.completeExceptionally(failure);
        }
    }
}
