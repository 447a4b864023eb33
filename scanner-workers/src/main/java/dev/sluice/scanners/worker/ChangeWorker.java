package dev.sluice.scanners.worker;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.EventSender;
import dev.sluice.events.wire.RetryableException;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Scans changes as they come, several at once and in no order: facts name their revision, and who
 * joins them does not depend on order.
 */
@ApplicationScoped
public class ChangeWorker {

    private final ChangeScans scans;
    private final EventSender sender;
    private final Clock clock;

    @Inject
    ChangeWorker(ChangeScans scans, @Channel("scans-out") MutinyEmitter<byte[]> emitter) {
        this(scans, new EventSender(emitter), Clock.systemUTC());
    }

    private ChangeWorker(ChangeScans scans, EventSender sender, Clock clock) {
        this.scans = scans;
        this.sender = sender;
        this.clock = clock;
    }

    @Incoming("scanners-changes-in")
    @Blocking(value = "scanners", ordered = false)
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void on(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        scan(record);
    }

    /** One after the other, on a thread of their own: nobody waits for these, nor behind them. */
    @Incoming("scanners-schedule-in")
    @Blocking("scheduled-scanners")
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void onSchedule(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        scan(record);
    }

    private void scan(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        Event<?> asked = EventReader.read(record);
        var results = new Results(asked, sender::send, clock);
        scans.of(asked, results::send);
    }
}
