package dev.sluice.policy.decide;

import dev.sluice.events.wire.EventSender;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Decides what is due and sends what is decided, on a virtual thread of its own: when woken, and at
 * least every second. Trouble with database or broker is logged in one line and tried again.
 */
@Singleton
public class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofHours(1);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Desk desk;
    private final Outbox outbox;
    private final EventSender sender;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("policy-sweeper").unstarted(this::run);
    private volatile boolean stopped;
    private long lastForgotten = System.nanoTime() - FORGETTING.toNanos();

    Sweeper(Desk desk, Outbox outbox, @Channel("decisions-out") MutinyEmitter<byte[]> decisions) {
        this.desk = desk;
        this.outbox = outbox;
        this.sender = new EventSender(decisions);
    }

    /** Makes the next sweep begin at once. */
    public void wake() {
        woken.release();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** Lets the sweep under way end for a moment, then interrupts it. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake();
        if (thread.isAlive() && !thread.join(FAREWELL)) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                attempt(this::decideWhatIsDue);
                attempt(this::sendWhatIsDecided);
                attempt(this::forgetNowAndThen);
                if (woken.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the sweeper was interrupted while it rested");
        }
    }

    private void decideWhatIsDue() {
        while (!stopped && desk.decideNextDue()) {}
    }

    private void sendWhatIsDecided() {
        while (!stopped && outbox.sendSome(sender::send)) {}
    }

    private void forgetNowAndThen() {
        if (System.nanoTime() - lastForgotten > FORGETTING.toNanos()) {
            lastForgotten = System.nanoTime();
            desk.forgetOldSubmissions();
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warnf("decisions wait: %s; it will be tried again", e.getMessage());
                LOG.debug("decisions wait", e);
            }
        }
    }
}
