package dev.sluice.standalone.forge.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets everybody through until it is shut. */
final class Gate {

    /** Longer than any client waits; keeps a forgotten stall from holding a thread for ever. */
    private static final Duration LONGEST_STALL = Duration.ofMinutes(5);

    private volatile CountDownLatch latch = new CountDownLatch(0);
    private final AtomicInteger waiting = new AtomicInteger();

    void shut() {
        latch = new CountDownLatch(1);
    }

    void open() {
        latch.countDown();
    }

    int waiting() {
        return waiting.get();
    }

    void await() throws InterruptedException {
        waiting.incrementAndGet();
        try {
            if (!latch.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("nobody released the stall");
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}
