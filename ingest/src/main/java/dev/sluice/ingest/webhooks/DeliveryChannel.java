package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.DeliveryWriter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/**
 * The channel {@code deliveries-out}. Where its connector is Kafka's, records are given to its
 * producer, on the thread that the connector keeps for that and many at once: handing one over
 * through the channel costs more than sending it.
 */
@ApplicationScoped
class DeliveryChannel {

    private static final String NAME = "deliveries-out";
    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Emitter<byte[]> emitter;
    private final KafkaClientService clients;
    private volatile @Nullable HandOver found;

    /**
     * @param emitter unbounded, because {@link dev.sluice.ingest.limits.InFlight} bounds what can
     *     get here
     */
    DeliveryChannel(
            @Channel(NAME) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<byte[]> emitter,
            KafkaClientService clients) {
        this.emitter = emitter;
        this.clients = clients;
    }

    /** Sends without blocking; what becomes of each part is told by the part. */
    void send(List<DeliveryPart> parts) {
        HandOver producer = producer();
        if (producer == null) {
            parts.forEach(this::emit);
        } else {
            producer.add(parts);
        }
    }

    /** Null where the connector is another one. */
    private @Nullable HandOver producer() {
        return found == null ? find() : found;
    }

    private synchronized @Nullable HandOver find() {
        if (found == null) {
            KafkaProducer<String, byte[]> producer = clients.getProducer(NAME);
            if (producer != null) {
                found =
                        new HandOver(action ->
                                producer.runOnSendingThread(action).subscribeAsCompletionStage());
            }
        }
        return found;
    }

    private void emit(DeliveryPart part) {
        try {
            emitter.send(
                    DeliveryWriter.message(part.record())
                            .withAck(() -> {
                                part.onCompletion(null, null);
                                return DONE;
                            })
                            .withNack(failure -> {
                                part.stored().completeExceptionally(failure);
                                return DONE;
                            }));
        } catch (IllegalStateException e) {
            part.stored().completeExceptionally(e); // the channel is closed: we are shutting down
        }
    }
}
