package dev.sluice.policy.decide;

import dev.sluice.events.Event;
import dev.sluice.events.Service;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.events.wire.SecondReading;
import dev.sluice.policy.schedule.Schedule;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears of changes and scans, and of those that are to be heard again. A record is retried in place
 * while the database is away; one that cannot be read goes to the dead letters and the partition
 * moves on.
 */
@ApplicationScoped
public class Intake {

    private final Desk desk;
    private final Sweeper sweeper;
    private final Schedule schedule;
    private final SecondReading again;

    Intake(
            Desk desk,
            Sweeper sweeper,
            Schedule schedule,
            @ConfigProperty(name = "mp.messaging.incoming.policy-replays-in.group.id") String group,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.desk = desk;
        this.sweeper = sweeper;
        this.schedule = schedule;
        this.again = new SecondReading(Service.POLICY_ENGINE, group, kafka);
    }

    @Incoming("policy-changes-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void onChange(ConsumerRecord<String, byte[]> record) {
        take(record);
    }

    @Incoming("policy-scans-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void onScan(ConsumerRecord<String, byte[]> record) {
        take(record);
    }

    @Incoming("policy-replays-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void onReplay(ConsumerRecord<String, byte[]> request) {
        again.of(request).forEach(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Event<?> event = EventReader.read(record);
        if (desk.take(event)) {
            sweeper.wake();
        }
        schedule.follow(event);
    }
}
