package dev.sluice.ingest.forge;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import java.time.Instant;

/**
 * A delivery that no forge sent: the reconciler stores it in place of one that never came. Its id
 * says so, and no forge may use such an id.
 */
public final class RaisedDelivery {

    private static final String PREFIX = "reconciler-";

    private RaisedDelivery() {}

    /** Whether a delivery of this id was raised. */
    public static boolean isOne(String deliveryId) {
        return deliveryId.startsWith(PREFIX);
    }

    /**
     * Makes one.
     *
     * @param about what it tells; the same always makes the same ids
     */
    public static Delivery of(
            Repository repository, String event, Instant now, byte[] body, String... about) {
        String deliveryId = PREFIX + DeterministicId.of(about);
        return new Delivery(
                DeterministicId.of("delivery", repository.forge(), deliveryId),
                repository.forge(),
                repository.id(),
                event,
                deliveryId,
                "application/json",
                now,
                null,
                body);
    }
}
