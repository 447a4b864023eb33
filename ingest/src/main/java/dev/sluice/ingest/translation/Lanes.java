package dev.sluice.ingest.translation;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deals with the records of one partition in their order, and with partitions side by side, so that
 * a repository whose deliveries take long holds up its own partition and no other. A partition with
 * a backlog is paused; should more of it come all the same, everything waits before memory fills.
 */
final class Lanes {

    /** So many waiting records pause their partition; at {@link #RESUMED} it goes on. */
    static final int PAUSED = 64;

    static final int RESUMED = 16;

    /** What one partition may have waiting, whatever happens. */
    static final int MOST = 512;

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private final Executor executor;
    private final Tap tap;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

    /** Where records come from. Neither call blocks. */
    interface Tap {

        void pause(int partition);

        void resume(int partition);
    }

    /**
     * @param executor its threads may be blocked, one for each partition
     */
    Lanes(Executor executor, Tap tap) {
        this.executor = executor;
        this.tap = tap;
    }

    /**
     * Does the work after all that came before it in the partition; never blocks. Done when more
     * may come, which is not when the work is.
     */
    CompletableFuture<Void> add(int partition, Runnable work) {
        return lanes.computeIfAbsent(partition, Lane::new).add(work);
    }

    private final class Lane {

        private final int partition;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean running;
        private boolean paused;
        private @Nullable CompletableFuture<Void> room;

        Lane(int partition) {
            this.partition = partition;
        }

        synchronized CompletableFuture<Void> add(Runnable work) {
            waiting.add(work);
            if (!running) {
                running = true;
                executor.execute(this::run);
            }
            if (!paused && waiting.size() >= PAUSED) {
                paused = true;
                tap.pause(partition);
            }
            if (waiting.size() < MOST) {
                return CompletableFuture.completedFuture(null);
            }
            room = room == null ? new CompletableFuture<>() : room;
            return room;
        }

        private void run() {
            for (Runnable work = next(); work != null; work = next()) {
                try {
                    work.run();
                } catch (RuntimeException e) { // whatever it is, the partition moves on
                    LOG.errorf(e, "A record of partition %d was not dealt with", partition);
                }
            }
        }

        private synchronized @Nullable Runnable next() {
            Runnable work = waiting.poll();
            running = work != null;
            if (paused && waiting.size() <= RESUMED) {
                paused = false;
                tap.resume(partition);
            }
            if (room != null && waiting.size() < MOST) {
                room.completeAsync(() -> null, executor);
                room = null;
            }
            return work;
        }
    }
}
