package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/** Where deliveries are safe: {@code sluice.deliveries}. */
@ApplicationScoped
public class DeliveryStore {

    private final DeliveryChannel channel;

    DeliveryStore(DeliveryChannel channel) {
        this.channel = channel;
    }

    /**
     * Stores a delivery without blocking. Done when the broker has acknowledged every part, failed
     * when every part has ended and one of them badly; until then it is in memory.
     */
    public CompletableFuture<Void> store(Delivery delivery) {
        var parts = new ArrayList<DeliveryPart>();
        DeliveryWriter.records(delivery).forEach(record -> parts.add(new DeliveryPart(record)));
        channel.send(parts);
        return parts.size() == 1
                ? parts.getFirst().stored()
                : CompletableFuture.allOf(
                        parts.stream()
                                .map(DeliveryPart::stored)
                                .toArray(CompletableFuture<?>[]::new));
    }
}
