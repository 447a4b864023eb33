package dev.sluice.notifier.intake;

import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.events.wire.SecondReading;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands records that could not be handled to their handlers again, when somebody asks for it. */
@ApplicationScoped
public class ReplaysHandler {

    private final ChangesHandler changes;
    private final DecisionsHandler decisions;
    private final ScansHandler scans;
    private final SecondReading again;

    ReplaysHandler(
            ChangesHandler changes,
            DecisionsHandler decisions,
            ScansHandler scans,
            @ConfigProperty(name = "mp.messaging.incoming.notifier-replays-in.group.id")
                    String group,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.changes = changes;
        this.decisions = decisions;
        this.scans = scans;
        this.again = new SecondReading(Service.NOTIFIER, group, kafka);
    }

    @Incoming("notifier-replays-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    public void on(ConsumerRecord<String, byte[]> request) {
        for (ConsumerRecord<String, byte[]> record : again.of(request)) {
            switch (record.topic()) {
                case Topic.Names.CHANGES -> changes.on(record);
                case Topic.Names.DECISIONS -> decisions.on(record);
                case Topic.Names.SCANS -> scans.on(record);
                default ->
                        throw new IllegalStateException(
                                "nothing here handles " + record.topic() + " yet");
            }
        }
    }
}
