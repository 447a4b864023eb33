package dev.sluice.ingest.webhooks;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many deliveries, and how many bytes of them, are in memory at once. Bytes count as
 * they arrive and not as they are announced, so that slow senders hold up nobody.
 */
final class InFlight {

    private final int maxDeliveries;
    private final long maxBytes;
    private final AtomicInteger deliveries = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    InFlight(int maxDeliveries, long maxBytes) {
        this.maxDeliveries = maxDeliveries;
        this.maxBytes = maxBytes;
    }

    /** A place for one delivery, or nothing when all are taken. */
    Optional<Place> enter() {
        if (deliveries.incrementAndGet() > maxDeliveries) {
            deliveries.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Place());
    }

    int deliveries() {
        return deliveries.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** One delivery's share; used by one thread at a time. */
    final class Place {

        private long taken;
        private boolean left;

        /** Makes room for this many bytes more, if there is room. */
        boolean grow(int more) {
            if (bytes.addAndGet(more) > maxBytes) {
                bytes.addAndGet(-more);
                return false;
            }
            taken += more;
            return true;
        }

        /** Gives everything back; a second time does nothing. */
        void leave() {
            if (!left) {
                left = true;
                bytes.addAndGet(-taken);
                deliveries.decrementAndGet();
            }
        }
    }
}
