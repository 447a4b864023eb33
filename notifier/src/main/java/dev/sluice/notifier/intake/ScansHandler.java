package dev.sluice.notifier.intake;

import dev.sluice.events.Event;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.notifier.findings.Findings;
import dev.sluice.notifier.publishing.PublishingLoop;
import dev.sluice.notifier.targets.Changes;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Notes what scanners found. The texts list every finding, and a decision carries only the first
 * ones that a rule matched.
 */
@ApplicationScoped
public class ScansHandler {

    private final Findings findings;
    private final Changes changes;
    private final PublishingLoop publishing;

    ScansHandler(Findings findings, Changes changes, PublishingLoop publishing) {
        this.findings = findings;
        this.changes = changes;
        this.publishing = publishing;
    }

    @Incoming("notifier-scans-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    public void on(ConsumerRecord<String, byte[]> record) {
        Event<?> event = EventReader.read(record);
        if (event.fact() instanceof ScanReported reported) {
            findings.reported(event, reported);
        } else if (event.fact() instanceof ScanCompleted completed) {
            findings.completed(event, completed);
            changes.learnt(completed.revision(), completed.repository());
            publishing.wake();
        }
    }
}
