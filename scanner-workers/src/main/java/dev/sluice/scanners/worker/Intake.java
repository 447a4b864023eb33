package dev.sluice.scanners.worker;

import dev.sluice.events.Event;
import dev.sluice.events.wire.EventReader;
import dev.sluice.scanners.revision.Halt;
import dev.sluice.scanners.worker.Job.Place;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes the records of one channel into lanes and answers each when its job is done: acknowledged
 * after the broker has all that follows from it, refused with the reason, or not at all where the
 * job goes to another worker.
 */
final class Intake {

    /** Jobs remembered as done, for records that a rebalance brings again. */
    private static final int REMEMBERED = 8192;

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Lanes<Job> lanes;
    private final Scanning scanning;
    private final Map<Place, Job> jobs = new HashMap<>();
    private final Map<Place, Message<byte[]>> messages = new HashMap<>();
    private final Set<Place> done = Collections.newSetFromMap(new Memory());

    /** Does a job; see {@link ChangeScans#of}. */
    interface Scanning {
        void scan(Job job) throws InterruptedException;
    }

    Intake(Lanes<Job> lanes, Scanning scanning) {
        this.lanes = lanes;
        this.scanning = scanning;
    }

    /** Never blocks; done when the next one may come. */
    CompletionStage<Void> take(Message<byte[]> message) {
        ConsumerRecord<String, byte[]> record = record(message);
        Event<?> event;
        try {
            event = EventReader.read(record);
        } catch (RuntimeException e) { // whatever it is, the partition moves on
            return message.nack(e);
        }
        return take(message, record, event);
    }

    private synchronized CompletionStage<Void> take(
            Message<byte[]> message, ConsumerRecord<String, byte[]> record, Event<?> event) {
        supersede(event);
        Job job = Job.of(record, event, this::work);
        if (!ChangeScans.areAskedForBy(event.fact()) || done.contains(job.place())) {
            return message.ack();
        }
        messages.put(job.place(), message);
        return jobs.putIfAbsent(job.place(), job) == null
                ? lanes.add(job)
                : CompletableFuture.completedFuture(null);
    }

    private void supersede(Event<?> event) {
        for (Job job : jobs.values()) {
            job.supersededBy(event)
                    .ifPresent(reason -> job.course().halt(new Halt.Superseded(reason)));
        }
    }

    /** What waits of partitions that are another worker's now; what has begun goes on. */
    synchronized void giveUp(Collection<TopicPartition> partitions) {
        lanes.drop(job -> {
            Place place = job.place();
            boolean gone =
                    partitions.contains(new TopicPartition(place.topic(), place.partition()));
            if (gone) {
                forget(place);
            }
            return gone;
        });
    }

    /** Begins nothing more; what waits is left to others. */
    void stopTaking() {
        lanes.close();
    }

    /**
     * What has begun may end until then, by {@link System#nanoTime}; the rest is left to others.
     */
    void close(long end) throws InterruptedException {
        while (lanes.running() > 0 && end - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        handBack();
    }

    private synchronized void handBack() {
        for (Job job : List.copyOf(jobs.values())) {
            LOG.infof("%s is left to another worker", job.event().fact().subject());
            job.course().halt(new Halt.HandedBack());
            forget(job.place());
        }
    }

    private void work(Job job) {
        try {
            scanning.scan(job);
            acknowledge(job);
        } catch (InterruptedException handedBack) {
            LOG.debugf("%s was handed back", job.event().fact().subject());
        } catch (RuntimeException e) { // whatever it is, the partition moves on
            answer(job, message -> message.nack(e));
        }
    }

    private synchronized void acknowledge(Job job) {
        done.add(job.place());
        answer(job, Message::ack);
    }

    /** Nobody waits for the answer: a record without one is read again after the next start. */
    private synchronized void answer(
            Job job, Function<Message<byte[]>, CompletionStage<Void>> how) {
        Message<byte[]> message = messages.get(job.place());
        forget(job.place());
        if (message != null) {
            var _ = how.apply(message);
        }
    }

    private void forget(Place place) {
        jobs.remove(place);
        messages.remove(place);
    }

    @SuppressWarnings("unchecked") // the channel's deserializers say so
    private static ConsumerRecord<String, byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel is not a Kafka channel"))
                .getRecord();
    }

    private static final class Memory extends LinkedHashMap<Place, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
