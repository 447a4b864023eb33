package dev.sluice.scanners.worker;

import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.events.wire.SecondReading;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Works on records again that could not be handled, when somebody asks for it. */
@ApplicationScoped
public class ReplayWorker {

    private final ChangeWorker changes;
    private final SubmissionWorker submissions;
    private final SecondReading again;

    ReplayWorker(
            ChangeWorker changes,
            SubmissionWorker submissions,
            @ConfigProperty(name = "mp.messaging.incoming.scanners-replays-in.group.id")
                    String group,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.changes = changes;
        this.submissions = submissions;
        this.again = new SecondReading(Service.SCANNER_WORKERS, group, kafka);
    }

    @Incoming("scanners-replays-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void on(ConsumerRecord<String, byte[]> request) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records = again.of(request);
        if (records.isEmpty()) {
            return;
        }
        if (records.getFirst().topic().equals(Topic.Names.SUBMISSIONS)) {
            submissions.again(records);
            return;
        }
        for (ConsumerRecord<String, byte[]> record : records) {
            changes.again(record);
        }
    }
}
