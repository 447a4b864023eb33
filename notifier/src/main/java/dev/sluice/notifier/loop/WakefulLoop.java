package dev.sluice.notifier.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does one step over and over on a virtual thread of its own: when woken, and at least once per
 * period. A step that throws is logged in one line and followed by a pause.
 */
public final class WakefulLoop {

    private static final Logger LOG = Logger.getLogger(WakefulLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final String name;
    private final Duration period;
    private final Runnable step;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    public WakefulLoop(String name, Duration period, Runnable step) {
        this.name = name;
        this.period = period;
        this.step = step;
    }

    public synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Makes the next step begin at once. */
    public void wake() {
        woken.release();
    }

    /** Lets the step under way end for a moment, then interrupts it. */
    public synchronized void stop() {
        stopped = true;
        wake();
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                Duration rest = attempt() ? period : PAUSE;
                boolean early = woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
                if (early) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s was interrupted while it rested", name);
        }
    }

    private boolean attempt() {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warnf("%s: %s; it will be tried again", name, e.getMessage());
                LOG.debug(name, e);
            }
            return false;
        }
    }
}
