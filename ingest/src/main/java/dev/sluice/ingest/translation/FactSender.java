package dev.sluice.ingest.translation;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventSender;
import dev.sluice.events.wire.RetryableException;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Sends events, and goes on trying while the broker does not take them. */
@ApplicationScoped
class FactSender {

    private final EventSender sender;

    FactSender(@Channel("changes-out") MutinyEmitter<byte[]> emitter) {
        this.sender = new EventSender(emitter);
    }

    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void send(Event<?> event) {
        sender.send(event);
    }
}
