package dev.sluice.scanners.worker;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does work of many repositories side by side: a repository's own in order and one at a time,
 * repositories in turn, so that none holds up another and none gets more than its share. What waits
 * is bounded in number and bytes: a partition with a backlog is paused; should more come all the
 * same, everything waits before memory fills.
 */
final class Lanes<W extends Lanes.Work> {

    /** So many waiting records pause their partition; at {@link #RESUMED} it goes on. */
    static final int PAUSED = 256;

    static final int RESUMED = 64;

    /** What may wait of all partitions together, whatever happens. */
    static final int MOST = 2048;

    static final long MOST_BYTES = 32L << 20;

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    /** One thing to do. */
    interface Work {

        /** Whose it is; work of the same name is done in order. */
        String repository();

        int partition();

        /** What it takes while it waits. */
        int bytes();

        /** Does it; what it throws is logged and stops nothing. */
        void run();
    }

    private final Tap tap;
    private final ExecutorService threads;
    private final int slots;
    private final Map<String, Lane<W>> lanes = new HashMap<>();
    private final Queue<Lane<W>> ready = new ArrayDeque<>();
    private final Map<Integer, Integer> backlogs = new HashMap<>();
    private int running;
    private int waiting;
    private long bytes;
    private boolean closed;
    private @Nullable CompletableFuture<Void> room;

    /** What waits of one repository, and whether something of it runs or is about to. */
    private static final class Lane<W> {
        private final Queue<W> waiting = new ArrayDeque<>();
        private boolean queued;
    }

    /**
     * @param name of its threads
     * @param slots how much is done at once
     */
    Lanes(String name, int slots, Tap tap) {
        this.tap = tap;
        this.slots = slots;
        this.threads =
                Executors.newFixedThreadPool(
                        slots, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }

    /**
     * Has it done when its turn comes; never blocks. Done when more may come, which is not when the
     * work is.
     */
    synchronized CompletableFuture<Void> add(W work) {
        if (closed) {
            return new CompletableFuture<>();
        }
        Lane<W> lane = lanes.computeIfAbsent(work.repository(), name -> new Lane<>());
        lane.waiting.add(work);
        count(work, 1);
        queue(lane);
        begin();
        if (isRoomy()) {
            return CompletableFuture.completedFuture(null);
        }
        room = room == null ? new CompletableFuture<>() : room;
        return room;
    }

    /** Forgets what waits and has not begun. */
    synchronized void drop(Predicate<? super W> which) {
        for (Lane<W> lane : lanes.values()) {
            lane.waiting.removeIf(work -> {
                boolean dropped = which.test(work);
                if (dropped) {
                    count(work, -1);
                }
                return dropped;
            });
        }
        begin();
    }

    /** Begins nothing more and forgets what waits. */
    synchronized void close() {
        drop(work -> true);
        closed = true;
        threads.shutdown();
    }

    /** How much is being done. */
    synchronized int running() {
        return running;
    }

    /** How much has not begun. */
    synchronized int waiting() {
        return waiting;
    }

    private void begin() {
        while (running < slots && !ready.isEmpty()) {
            Lane<W> lane = ready.remove();
            W work = lane.waiting.poll();
            if (work == null) {
                lane.queued = false;
            } else {
                running++;
                count(work, -1);
                threads.execute(() -> run(lane, work));
            }
        }
        lanes.values().removeIf(lane -> !lane.queued && lane.waiting.isEmpty());
        if (room != null && isRoomy()) {
            room.completeAsync(() -> null, threads);
            room = null;
        }
    }

    private void run(Lane<W> lane, W work) {
        try {
            work.run();
        } catch (RuntimeException e) { // whatever it is, the others go on
            LOG.errorf(e, "A record of partition %d was not dealt with", work.partition());
        } finally {
            end(lane);
        }
    }

    private synchronized void end(Lane<W> lane) {
        running--;
        lane.queued = false;
        if (!closed) {
            queue(lane);
            begin();
        }
    }

    private void queue(Lane<W> lane) {
        if (!lane.queued && !lane.waiting.isEmpty()) {
            lane.queued = true;
            ready.add(lane);
        }
    }

    private void count(W work, int difference) {
        waiting += difference;
        bytes += (long) difference * work.bytes();
        int backlog =
                Objects.requireNonNull(backlogs.merge(work.partition(), difference, Integer::sum));
        if (difference > 0 && backlog % PAUSED == 0) {
            tap.pause(work.partition());
        } else if (difference < 0 && backlog == RESUMED) {
            tap.resume(work.partition());
        }
    }

    private boolean isRoomy() {
        return waiting < MOST && bytes < MOST_BYTES;
    }
}
