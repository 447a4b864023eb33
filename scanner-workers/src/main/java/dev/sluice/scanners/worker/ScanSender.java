package dev.sluice.scanners.worker;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventSender;
import dev.sluice.events.wire.RetryableException;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Sends what was read, and goes on trying while the broker does not take it. */
@ApplicationScoped
class ScanSender {

    private final EventSender sender;

    ScanSender(@Channel("scans-out") MutinyEmitter<byte[]> emitter) {
        this.sender = new EventSender(emitter);
    }

    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void send(Event<?> event) {
        sender.send(event);
    }
}
