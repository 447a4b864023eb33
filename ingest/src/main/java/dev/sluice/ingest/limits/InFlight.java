package dev.sluice.ingest.limits;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many bodies, and how many bytes of them, are in memory at once. Nobody may hold more
 * than is left free for all others: one source gets half of the room, the next half of the rest,
 * and a newcomer always finds some. Bytes count as they arrive and not as they are announced, so
 * that slow senders hold up nobody.
 */
public final class InFlight {

    private final int maxBodies;
    private final long maxBytes;
    private final Map<String, Share> shares = new HashMap<>();
    private int bodies;
    private long bytes;

    private static final class Share {
        private int bodies;
        private long bytes;
    }

    /** What came of asking for a place. */
    public sealed interface Entry permits Place, Full {}

    /** There is none. */
    public enum Full implements Entry {
        /** All have too much. */
        ALL,

        /** This one has as much as is left for all others. */
        ONE
    }

    public InFlight(int maxBodies, long maxBytes) {
        this.maxBodies = maxBodies;
        this.maxBytes = maxBytes;
    }

    /** A place for one body of this source. */
    public Entry enter(String source) {
        synchronized (this) {
            Optional<Full> full = full(shares.get(source), 1, 0);
            if (full.isPresent()) {
                return full.get();
            }
            add(source, 1, 0);
        }
        return new Place(source);
    }

    public synchronized int bodies() {
        return bodies;
    }

    public synchronized long bytes() {
        return bytes;
    }

    private Optional<Full> full(@Nullable Share share, int one, long more) {
        int freeBodies = maxBodies - bodies - one;
        long freeBytes = maxBytes - bytes - more;
        if (freeBodies < 0 || freeBytes < 0) {
            return Optional.of(Full.ALL);
        }
        int ownBodies = one + (share == null ? 0 : share.bodies);
        long ownBytes = more + (share == null ? 0 : share.bytes);
        boolean fair = ownBodies <= Math.max(1, freeBodies) && ownBytes <= freeBytes;
        return fair ? Optional.empty() : Optional.of(Full.ONE);
    }

    private void add(String source, int one, long more) {
        bodies += one;
        bytes += more;
        Share share = shares.computeIfAbsent(source, first -> new Share());
        share.bodies += one;
        share.bytes += more;
        if (share.bodies == 0) {
            shares.remove(source);
        }
    }

    /** One body's share; used by one thread at a time, and left by any. */
    public final class Place implements Entry {

        private String source;
        private long taken;
        private boolean left;

        private Place(String source) {
            this.source = source;
        }

        /** Makes room for this many bytes more, or says why there is none. */
        public Optional<Full> grow(long more) {
            synchronized (InFlight.this) {
                if (left) {
                    return Optional.of(Full.ALL);
                }
                Optional<Full> full = full(shares.get(source), 0, more);
                if (full.isEmpty()) {
                    add(source, 0, more);
                    taken += more;
                }
                return full;
            }
        }

        /**
         * From now on it counts for another source, or says that this one has too much. What an
         * address sent is its own until it has proved to be somebody's.
         */
        public Optional<Full> passTo(String other) {
            synchronized (InFlight.this) {
                add(source, -1, -taken);
                Optional<Full> full = full(shares.get(other), 1, taken);
                source = full.isEmpty() ? other : source;
                add(source, 1, taken);
                return full;
            }
        }

        /** Gives everything back; a second time does nothing. */
        public void leave() {
            synchronized (InFlight.this) {
                if (!left) {
                    left = true;
                    add(source, -1, -taken);
                }
            }
        }
    }
}
