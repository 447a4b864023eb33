package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.DeliveryWriter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
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
    private volatile @Nullable KafkaProducer<String, byte[]> found;
    private final Queue<DeliveryPart> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean handingOver = new AtomicBoolean();

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
        KafkaProducer<String, byte[]> producer = producer();
        if (producer == null) {
            parts.forEach(this::emit);
            return;
        }
        waiting.addAll(parts);
        if (handingOver.compareAndSet(false, true)) {
            Context context = Vertx.currentContext();
            if (context != null && context.isEventLoopContext()) {
                context.runOnContext(afterWhatCameWithIt -> handOver(producer));
            } else {
                handOver(producer);
            }
        }
    }

    /** Null where the connector is another one. */
    private @Nullable KafkaProducer<String, byte[]> producer() {
        if (found == null) {
            found = clients.getProducer(NAME);
        }
        return found;
    }

    private void handOver(KafkaProducer<String, byte[]> producer) {
        var _ = producer.runOnSendingThread(this::sendAll).subscribe().with(sent -> {}, this::fail);
    }

    private void sendAll(Producer<String, byte[]> producer) {
        handingOver.set(false);
        for (DeliveryPart part = waiting.poll(); part != null; part = waiting.poll()) {
            try {
                var _ = producer.send(part.record(), part);
            } catch (RuntimeException e) {
                part.onCompletion(null, e);
            }
        }
    }

    /** The connector is closed: we are shutting down. */
    private void fail(Throwable failure) {
        handingOver.set(false);
        for (DeliveryPart part = waiting.poll(); part != null; part = waiting.poll()) {
            part.stored().completeExceptionally(failure);
        }
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
