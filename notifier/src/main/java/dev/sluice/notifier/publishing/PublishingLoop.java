package dev.sluice.notifier.publishing;

import dev.sluice.notifier.loop.WakefulLoop;
import dev.sluice.notifier.outbox.OutboxLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps requests going: takes what is due, makes each request on a virtual thread of its own, and
 * looks again when one has ended. Any number of replicas may do so side by side.
 */
@Singleton
public class PublishingLoop {

    private static final Logger LOG = Logger.getLogger(PublishingLoop.class);
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofMillis(1500);

    private final Publisher publisher;
    private final OutboxLoop outbox;
    private final int slots;
    private final Semaphore free;
    private final WakefulLoop loop;

    PublishingLoop(Publisher publisher, OutboxLoop outbox, PublishingConfig config) {
        this.publisher = publisher;
        this.outbox = outbox;
        this.slots = config.parallelRequests();
        this.free = new Semaphore(slots);
        this.loop = new WakefulLoop("notifier-publishing", PERIOD, this::step);
    }

    /** Something may be due. */
    public void wake() {
        loop.wake();
    }

    void start(@Observes StartupEvent event) {
        publisher.retryGivenUp();
        loop.start();
    }

    /** Requests that do not end in time stay marked; after the restart they are read back. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        if (!free.tryAcquire(slots, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("requests are still under way; they will be read back after the restart");
        }
    }

    private void step() {
        int most = free.availablePermits();
        if (most == 0) {
            return;
        }
        for (Job job : publisher.take(most)) {
            free.acquireUninterruptibly();
            Thread.ofVirtual().name("notifier-request").start(() -> carryOut(job));
        }
    }

    private void carryOut(Job job) {
        try {
            publisher.carryOut(job);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "what became of %s on %s could not be noted (%s); it will be read back",
                    job.place().context(), job.place().subject(), e.getMessage());
        } finally {
            free.release();
            outbox.wake();
            loop.wake();
        }
    }
}
