package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.forge.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many deliveries, and how many bytes of them, are in memory at once. Nobody may hold
 * more than is left free for all others: one source gets half of the room, the next half of the
 * rest, and a newcomer always finds some. Bytes count as they arrive and not as they are announced,
 * so that slow senders hold up nobody.
 */
final class InFlight {

    private final int maxDeliveries;
    private final long maxBytes;
    private final Map<String, Share> shares = new HashMap<>();
    private int deliveries;
    private long bytes;

    private static final class Share {
        private int deliveries;
        private long bytes;
    }

    /** What came of asking for a place. */
    sealed interface Entry permits Place, Full {}

    /** There is none. */
    record Full(Refusal refusal) implements Entry {}

    InFlight(int maxDeliveries, long maxBytes) {
        this.maxDeliveries = maxDeliveries;
        this.maxBytes = maxBytes;
    }

    /** A place for one delivery of this source. */
    Entry enter(String source) {
        synchronized (this) {
            Optional<Refusal> refusal = refusal(shares.get(source), 1, 0);
            if (refusal.isPresent()) {
                return new Full(refusal.get());
            }
            add(source, 1, 0);
        }
        return new Place(source);
    }

    synchronized int deliveries() {
        return deliveries;
    }

    synchronized long bytes() {
        return bytes;
    }

    private Optional<Refusal> refusal(@Nullable Share share, int one, long more) {
        int freeDeliveries = maxDeliveries - deliveries - one;
        long freeBytes = maxBytes - bytes - more;
        if (freeDeliveries < 0 || freeBytes < 0) {
            return Optional.of(Refusal.BUSY);
        }
        int ownDeliveries = one + (share == null ? 0 : share.deliveries);
        long ownBytes = more + (share == null ? 0 : share.bytes);
        boolean fair = ownDeliveries <= Math.max(1, freeDeliveries) && ownBytes <= freeBytes;
        return fair ? Optional.empty() : Optional.of(Refusal.TOO_MUCH_AT_ONCE);
    }

    private void add(String source, int one, long more) {
        deliveries += one;
        bytes += more;
        Share share = shares.computeIfAbsent(source, first -> new Share());
        share.deliveries += one;
        share.bytes += more;
        if (share.deliveries == 0) {
            shares.remove(source);
        }
    }

    /** One delivery's share; used by one thread at a time. */
    final class Place implements Entry {

        private String source;
        private long taken;
        private boolean left;

        private Place(String source) {
            this.source = source;
        }

        /** Makes room for this many bytes more, or says why there is none. */
        Optional<Refusal> grow(long more) {
            synchronized (InFlight.this) {
                Optional<Refusal> refusal = refusal(shares.get(source), 0, more);
                if (refusal.isEmpty()) {
                    add(source, 0, more);
                    taken += more;
                }
                return refusal;
            }
        }

        /**
         * From now on it counts for another source, or says that this one has too much. What an
         * address sent is its own until it has proved to be somebody's.
         */
        Optional<Refusal> passTo(String other) {
            synchronized (InFlight.this) {
                add(source, -1, -taken);
                Optional<Refusal> refusal = refusal(shares.get(other), 1, taken);
                source = refusal.isEmpty() ? other : source;
                add(source, 1, taken);
                return refusal;
            }
        }

        /** Gives everything back; a second time does nothing. */
        void leave() {
            synchronized (InFlight.this) {
                if (!left) {
                    left = true;
                    add(source, -1, -taken);
                }
            }
        }
    }
}
