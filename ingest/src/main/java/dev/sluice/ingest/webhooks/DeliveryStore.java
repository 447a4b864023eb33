package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Where deliveries are safe: {@code sluice.deliveries}. */
@ApplicationScoped
public class DeliveryStore {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Emitter<byte[]> emitter;

    /**
     * @param emitter unbounded, because {@link dev.sluice.ingest.limits.InFlight} bounds what can
     *     get here
     */
    DeliveryStore(
            @Channel("deliveries-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /**
     * Stores a delivery without blocking. Done when the broker has acknowledged every part, failed
     * when every part has ended and one of them badly; until then it is in memory.
     */
    public CompletableFuture<Void> store(Delivery delivery) {
        try {
            return CompletableFuture.allOf(
                    DeliveryWriter.messages(delivery).stream()
                            .map(this::send)
                            .toArray(CompletableFuture<?>[]::new));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e); // the channel is closed: we are shutting down
        }
    }

    private CompletableFuture<Void> send(Message<byte[]> part) {
        var stored = new CompletableFuture<Void>();
        emitter.send(
                part.withAck(
                                () -> {
                                    stored.complete(null);
                                    return DONE;
                                })
                        .withNack(failure -> {
                            stored.completeExceptionally(failure);
                            return DONE;
                        }));
        return stored;
    }
}
