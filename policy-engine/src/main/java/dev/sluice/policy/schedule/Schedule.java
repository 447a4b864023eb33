package dev.sluice.policy.schedule;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventSender;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Asks scanner-workers for scans that nobody waits for. */
@Singleton
public class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final EventSender sender;

    Schedule(@Channel("scan-requests-out") MutinyEmitter<byte[]> emitter) {
        this.sender = new EventSender(emitter);
    }

    /**
     * Asks for what this event leads to, if anything; returns when the broker has it.
     *
     * @throws dev.sluice.events.wire.RetryableException when the broker did not take it; telling
     *     the event again is safe
     */
    public void follow(Event<?> event) {
        ScheduledScans.because(event)
                .ifPresent(scheduled -> {
                    sender.send(scheduled);
                    LOG.infof(
                            "%s: a scan is scheduled, correlation %s",
                            scheduled.fact().revision().change(), scheduled.correlationId());
                });
    }
}
