package dev.sluice.ingest.audit;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.Event;
import dev.sluice.events.Service;
import dev.sluice.events.wire.EventSender;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Writes acts down. Made when it is first used: routes are there before channels are. */
@ApplicationScoped
public class AuditTrail {

    private static final Logger LOG = Logger.getLogger("dev.sluice.audit");

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
     * @throws dev.sluice.events.wire.RetryableException when the broker does not take it now
     */
    public void write(UUID id, UUID correlationId, ActRecorded act) {
        sender.send(
                new Event<>(id, Service.INGEST, clock.instant(), correlationId, null, null, act));
        LOG.infof("%s: %s %s", act.action(), act.actor(), act.about());
    }
}
