package dev.sluice.scanners.worker;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.scanners.revision.Course;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one record asks for. It is the same job however often the record is delivered, as it is
 * after every rebalance; so who has begun it goes on, and whoever has ended it has nothing to do.
 */
record Job(
        Place place,
        String repository,
        int bytes,
        Event<?> event,
        Course course,
        Consumer<Job> work)
        implements Lanes.Work {

    /**
     * Where its record is.
     *
     * @param event a topic that is made anew starts at offset 0 again, with other events
     */
    record Place(String topic, int partition, long offset, UUID event) {
        static Place of(ConsumerRecord<?, ?> record, Event<?> event) {
            return new Place(record.topic(), record.partition(), record.offset(), event.id());
        }
    }

    static Job of(ConsumerRecord<String, byte[]> record, Event<?> event, Consumer<Job> work) {
        return new Job(
                Place.of(record, event),
                event.fact().key(),
                record.value().length,
                event,
                new Course(),
                work);
    }

    @Override
    public int partition() {
        return place.partition();
    }

    @Override
    public void run() {
        work.accept(this);
    }

    /**
     * Why nobody waits for this any more once another event has come, for people; empty where it
     * has nothing to do with it. Order is by the time of facts, as the policy engine has it: a
     * delivery that is replayed replaces nothing newer.
     */
    Optional<String> supersededBy(Event<?> other) {
        if (other.time().isBefore(event.time())) {
            return Optional.empty();
        }
        return switch (other.fact()) {
            case ChangeProposed proposed -> replacedBy(proposed.revision());
            case ChangePushed pushed -> replacedBy(pushed.revision());
            case ChangeClosed closed when closed.change().equals(change()) ->
                    Optional.of("the change was closed");
            case Fact _ -> Optional.empty();
        };
    }

    private Optional<String> replacedBy(Revision newer) {
        return revision(event.fact())
                .filter(revision ->
                        revision.change().equals(newer.change())
                                && !revision.id().equals(newer.id()))
                .map(revision -> "the change has the newer head " + newer.headSha());
    }

    private @Nullable ChangeId change() {
        return revision(event.fact()).map(Revision::change).orElse(null);
    }

    private static Optional<Revision> revision(Fact fact) {
        return switch (fact) {
            case ChangeProposed proposed -> Optional.of(proposed.revision());
            case ChangePushed pushed -> Optional.of(pushed.revision());
            case ScanRequested requested -> Optional.of(requested.revision());
            case Fact _ -> Optional.empty();
        };
    }
}
