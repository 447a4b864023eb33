package dev.sluice.events.wire;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts deliveries together again from the records of {@code sluice.deliveries}. One reader serves
 * one consumer.
 *
 * <p>A record may be acknowledged only when its delivery has been dealt with: a crash between two
 * parts must bring back the first. So each record is handed in with something to acknowledge it by,
 * and the reader gives it back when the time has come.
 *
 * <p>What is left of a delivery whose parts never complete is given back when the same part comes
 * again at a later offset, or when its partition has gone on long enough ({@link PartCollection}).
 *
 * @param <T> what a record is acknowledged by
 */
public final class DeliveryReader<T> {

    private final PartCollection<T> open = new PartCollection<>();
    private final Clock clock;

    public DeliveryReader() {
        this(Clock.systemUTC());
    }

    DeliveryReader(Clock clock) {
        this.clock = clock;
    }

    /** What a record led to. */
    public sealed interface Step<T> {

        /**
         * A delivery is complete.
         *
         * @param records to be acknowledged when it has been dealt with
         * @param abandoned to be acknowledged now
         */
        record Complete<T>(Delivery delivery, List<T> records, List<T> abandoned)
                implements Step<T> {}

        /**
         * A part of a delivery; more are to come.
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
            var headers = new CloudEventHeaders(record.headers());
            PartHeaders part = PartHeaders.of(headers);
            if (record.value() == null) {
                throw new UnreadableRecordException("the record has no value");
            }
            if (part.whole().parts() == 1) {
                return new Step.Complete<>(
                        delivery(headers, record.value()), List.of(handle), abandoned);
            }
            return collect(headers, part, record, handle, abandoned);
        } catch (UnreadableRecordException e) {
            return new Step.Broken<>(e, List.of(handle), abandoned);
        }
    }

    private Step<T> collect(
            CloudEventHeaders headers,
            PartHeaders part,
            ConsumerRecord<String, byte[]> record,
            T handle,
            List<T> abandoned) {
        Optional<OpenParts<T>> parts = open.add(part, record, record.value(), handle, abandoned);
        if (parts.isEmpty()) {
            return new Step.Incomplete<>(abandoned);
        }
        List<T> handles = parts.get().handles();
        try {
            return new Step.Complete<>(delivery(headers, parts.get().body()), handles, abandoned);
        } catch (UnreadableRecordException e) {
            return new Step.Broken<>(e, handles, abandoned);
        }
    }

    private static Delivery delivery(CloudEventHeaders headers, byte[] body) {
        try {
            return new Delivery(
                    UUID.fromString(headers.required(CloudEventHeaders.ID)),
                    headers.required(DeliveryWriter.FORGE),
                    headers.optional(DeliveryWriter.REPOSITORY).map(Long::valueOf).orElse(null),
                    headers.required(DeliveryWriter.EVENT),
                    headers.required(DeliveryWriter.DELIVERY_ID),
                    headers.required(CloudEventHeaders.CONTENT_TYPE),
                    Instant.parse(headers.required(CloudEventHeaders.TIME)),
                    headers.optional(CloudEventHeaders.TRACEPARENT).orElse(null),
                    body);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableRecordException("a header of the delivery is mistyped", e);
        }
    }
}
