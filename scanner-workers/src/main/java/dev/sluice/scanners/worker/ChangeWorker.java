package dev.sluice.scanners.worker;

import dev.sluice.events.wire.EventReader;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Scans changes as they come, and beside them what is scheduled: each in lanes of its own, so that
 * neither waits for the other.
 */
@ApplicationScoped
public class ChangeWorker {

    static final String CHANGES = "scanners-changes-in";
    static final String SCHEDULE = "scanners-schedule-in";

    private final JobScan scan;
    private final Intake changes;
    private final Intake schedule;
    private final Duration grace;

    @Inject
    ChangeWorker(JobScan scan, WorkerConfig config, KafkaClientService clients) {
        this.scan = scan;
        this.changes =
                new Intake(
                        new Lanes<>("changes", config.slots(), new ChannelTap(CHANGES, clients)),
                        scan::of);
        this.schedule =
                new Intake(
                        new Lanes<>(
                                "schedule",
                                config.scheduledSlots(),
                                new ChannelTap(SCHEDULE, clients)),
                        scan::of);
        this.grace = config.shutdownGrace();
    }

    @Incoming(CHANGES)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> onChange(Message<byte[]> message) {
        return changes.take(message);
    }

    @Incoming(SCHEDULE)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> onSchedule(Message<byte[]> message) {
        return schedule.take(message);
    }

    /** Scans at once and on this thread what somebody has read again. */
    void again(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        scan.of(Job.of(record, EventReader.read(record), job -> {}));
    }

    /** These are another worker's now. */
    void giveUp(Collection<TopicPartition> partitions) {
        both(intake -> intake.giveUp(partitions));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        both(Intake::stopTaking);
        long end = System.nanoTime() + grace.toNanos();
        changes.close(end);
        schedule.close(end);
    }

    private void both(Consumer<Intake> action) {
        action.accept(changes);
        action.accept(schedule);
    }
}
