package dev.sluice.notifier.intake;

import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Event;
import dev.sluice.events.OperationFact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.WaiverRequested;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.notifier.publishing.PublishingLoop;
import dev.sluice.notifier.targets.Changes;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Notes which revision of a change is the current one. */
@ApplicationScoped
public class ChangesHandler {

    private final Changes changes;
    private final PublishingLoop publishing;

    ChangesHandler(Changes changes, PublishingLoop publishing) {
        this.changes = changes;
        this.publishing = publishing;
    }

    @Incoming("notifier-changes-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    public void on(ConsumerRecord<String, byte[]> record) {
        Event<?> event = EventReader.read(record);
        switch (event.fact()) {
            case ChangeProposed proposed ->
                    changes.moved(
                            event,
                            proposed.revision(),
                            proposed.repository(),
                            proposed.reason().asksForScan());
            case ChangePushed pushed ->
                    changes.moved(event, pushed.revision(), pushed.repository(), true);
            case ChangeClosed closed -> changes.closed(event, closed);
            case ScanRequested requested -> changes.rescanned(event, requested.revision());
            case ScanSubmitted _,
                    SubmissionFact _,
                    RepositoryConnected _,
                    ScanScheduled _,
                    ChangeDescribed _,
                    ScanFact _,
                    ApprovalGiven _,
                    ApprovalWithdrawn _,
                    WaiverRequested _,
                    DeploymentRequested _,
                    DeploymentFinished _,
                    ChangeDecided _,
                    DeploymentDecided _,
                    PublicationDelivered _,
                    PublicationFailed _,
                    OperationFact _ -> {
                return;
            }
        }
        publishing.wake();
    }
}
