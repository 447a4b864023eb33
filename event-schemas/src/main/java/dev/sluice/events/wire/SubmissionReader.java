package dev.sluice.events.wire;

import dev.sluice.events.Event;
import dev.sluice.events.ScanSubmitted;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts submissions together again from the records of {@code sluice.submissions}, as {@link
 * DeliveryReader} does with deliveries and for the same reasons. One reader serves one consumer.
 *
 * <p>What is left of a submission whose parts never complete is given back when the same part comes
 * again at a later offset, or when its partition has gone on long enough ({@link PartCollection}).
 *
 * @param <T> what a record is acknowledged by
 */
public final class SubmissionReader<T> {

    private static final int MAX_PARTS = 96;

    private final PartCollection<T> open = new PartCollection<>();
    private final Clock clock;

    public SubmissionReader() {
        this(Clock.systemUTC());
    }

    SubmissionReader(Clock clock) {
        this.clock = clock;
    }

    /** What a record led to. */
    public sealed interface Step<T> {

        /**
         * A submission is complete.
         *
         * @param event any of its parts; all say the same but for their content
         * @param compressed the document, compressed with gzip
         * @param records to be acknowledged when it has been dealt with
         * @param abandoned to be acknowledged now
         */
        @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
        record Complete<T>(
                Event<ScanSubmitted> event, byte[] compressed, List<T> records, List<T> abandoned)
                implements Step<T> {}

        /**
         * A part of a submission; more are to come.
         *
         * @param abandoned to be acknowledged now
         */
        record Incomplete<T>(List<T> abandoned) implements Step<T> {}

        /**
         * Nothing that could ever be read.
         *
         * @param records for the dead letters
         * @param abandoned to be acknowledged now
         */
        record Broken<T>(UnreadableRecordException reason, List<T> records, List<T> abandoned)
                implements Step<T> {}

        List<T> abandoned();
    }

    /** Takes the next record, in the order of its partition. */
    public synchronized Step<T> next(ConsumerRecord<String, byte[]> record, T handle) {
        try {
            RecordLimits.check(record, clock.instant());
        } catch (UnreadableRecordException e) { // nor does its time say anything about others
            return new Step.Broken<>(e, List.of(handle), List.of());
        }
        List<T> abandoned = open.abandonedBefore(record);
        try {
            Event<ScanSubmitted> event = part(record);
            return collect(event, record, handle, abandoned);
        } catch (UnreadableRecordException e) {
            return new Step.Broken<>(e, List.of(handle), abandoned);
        }
    }

    private Step<T> collect(
            Event<ScanSubmitted> event,
            ConsumerRecord<String, byte[]> record,
            T handle,
            List<T> abandoned) {
        var part = new PartHeaders(whole(event.fact()), event.fact().part());
        Optional<OpenParts<T>> parts =
                open.add(part, record, content(event.fact()), handle, abandoned);
        if (parts.isEmpty()) {
            return new Step.Incomplete<>(abandoned);
        }
        List<T> handles = parts.get().handles();
        try {
            return new Step.Complete<>(event, parts.get().body(), handles, abandoned);
        } catch (UnreadableRecordException e) {
            return new Step.Broken<>(e, handles, abandoned);
        }
    }

    private static PartHeaders.Whole whole(ScanSubmitted part) {
        if (part.parts() > MAX_PARTS || part.bytes() > MAX_PARTS * SubmissionWriter.PART_BYTES) {
            throw new UnreadableRecordException("no submission has " + part.parts() + " parts");
        }
        return new PartHeaders.Whole(
                part.submission().id().toString(), part.parts(), part.bytes(), part.digest());
    }

    private static byte[] content(ScanSubmitted part) {
        try {
            return Base64.getDecoder().decode(part.content());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("the content is not Base64", e);
        }
    }

    @SuppressWarnings("unchecked") // the fact says so
    private static Event<ScanSubmitted> part(ConsumerRecord<String, byte[]> record) {
        Event<?> event = EventReader.read(record);
        if (!(event.fact() instanceof ScanSubmitted)) {
            throw new UnreadableRecordException(
                    event.type().wireName() + " is no part of a submission");
        }
        return (Event<ScanSubmitted>) event;
    }
}
