package dev.sluice.standalone.trace;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeadLetterReader;
import dev.sluice.events.wire.DeliveryReader;
import dev.sluice.events.wire.EventReader;
import dev.sluice.events.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of one correlation id, in the order of each partition. */
final class StepReader {

    private final DeliveryReader<Boolean> deliveries = new DeliveryReader<>();

    /** Empty for a part of a delivery of which more are to come. */
    Optional<Step> read(ConsumerRecord<String, byte[]> record) {
        var place =
                new Step.Place(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()));
        try {
            return switch (record.topic()) {
                case Topic.Names.DELIVERIES -> delivery(record, place);
                case Topic.Names.DEAD_LETTERS ->
                        Optional.of(new Step.PutAside(place, DeadLetterReader.read(record)));
                default -> Optional.of(new Step.Raised(place, EventReader.read(record)));
            };
        } catch (UnreadableRecordException e) {
            return Optional.of(new Step.Unreadable(place, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Step> delivery(ConsumerRecord<String, byte[]> record, Step.Place place) {
        return switch (deliveries.next(record, true)) {
            case DeliveryReader.Step.Complete<Boolean> complete ->
                    Optional.of(
                            new Step.Accepted(
                                    place,
                                    complete.delivery().event(),
                                    complete.delivery().deliveryId()));
            case DeliveryReader.Step.Incomplete<Boolean> _ -> Optional.empty();
            case DeliveryReader.Step.Broken<Boolean> broken -> throw broken.reason();
        };
    }
}
