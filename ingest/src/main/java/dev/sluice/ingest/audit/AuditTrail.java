package dev.sluice.ingest.audit;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.Event;
import dev.sluice.events.Service;
import dev.sluice.events.wire.EventSender;
import dev.sluice.events.wire.RetryableException;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Writes acts down. Made when it is first used: routes are there before channels are. */
@ApplicationScoped
public class AuditTrail {

    private static final Logger LOG = Logger.getLogger("dev.sluice.audit");

    private static final long FIVE_MINUTES = 300_000;

    private final EventSender sender;
    private final Clock clock;

    @Inject
    AuditTrail(@Channel("audit-out") MutinyEmitter<byte[]> emitter) {
        this(new EventSender(emitter), Clock.systemUTC());
    }

    AuditTrail(EventSender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Writes an act down, and returns when the broker has it. The same id is the same act, should
     * it be written twice.
     *
     * @param correlationId of what it is about
     * @throws RetryableException when the broker does not take it now
     */
    public void write(UUID id, UUID correlationId, ActRecorded act) {
        send(id, correlationId, act);
    }

    /**
     * Writes down what nobody will tell again: tries for five minutes, with growing pauses.
     *
     * @param correlationId of what it is about
     * @throws RetryableException when the broker did not take it all the time
     */
    @Retry(
            maxRetries = -1,
            delay = 500,
            maxDuration = FIVE_MINUTES,
            retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 30_000)
    public void writeInTheEnd(UUID id, UUID correlationId, ActRecorded act) {
        send(id, correlationId, act);
    }

    private void send(UUID id, UUID correlationId, ActRecorded act) {
        sender.send(
                new Event<>(id, Service.INGEST, clock.instant(), correlationId, null, null, act));
        LOG.infof("%s: %s %s", act.action(), act.actor(), act.about());
    }
}
