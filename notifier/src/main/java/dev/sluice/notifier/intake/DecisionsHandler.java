package dev.sluice.notifier.intake;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.Event;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.notifier.deployment.Deployments;
import dev.sluice.notifier.publishing.PublishingLoop;
import dev.sluice.notifier.targets.Changes;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Notes the verdicts on revisions and deployments. */
@ApplicationScoped
public class DecisionsHandler {

    private final Changes changes;
    private final Deployments deployments;
    private final PublishingLoop publishing;

    DecisionsHandler(Changes changes, Deployments deployments, PublishingLoop publishing) {
        this.changes = changes;
        this.deployments = deployments;
        this.publishing = publishing;
    }

    @Incoming("notifier-decisions-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    public void on(ConsumerRecord<String, byte[]> record) {
        Event<?> event = EventReader.read(record);
        if (event.fact() instanceof ChangeDecided decided) {
            changes.decided(event, decided);
            publishing.wake();
        } else if (event.fact() instanceof DeploymentDecided decided) {
            deployments.decided(event, decided);
            publishing.wake();
        }
    }
}
