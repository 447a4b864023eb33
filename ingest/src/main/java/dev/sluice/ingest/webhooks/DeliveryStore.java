package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Where deliveries are safe: {@code sluice.deliveries}. */
@ApplicationScoped
public class DeliveryStore {

    private final MutinyEmitter<byte[]> emitter;

    /**
     * @param emitter unbounded, because {@link InFlight} bounds what can get here
     */
    DeliveryStore(
            @Channel("deliveries-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> emitter) {
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
                            .map(part -> emitter.sendMessage(part).subscribeAsCompletionStage())
                            .toArray(CompletableFuture<?>[]::new));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e); // the channel is closed: we are shutting down
        }
    }
}
