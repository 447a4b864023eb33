package dev.sluice.events.wire;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The parts of one delivery or submission that have come so far. */
final class OpenParts<T> {

    @SuppressWarnings("ArrayRecordComponent") // content is only passed on, never compared
    private record Part<T>(ConsumerRecord<String, byte[]> record, byte[] content, T handle) {
        boolean isAt(ConsumerRecord<String, byte[]> other) {
            return record.partition() == other.partition() && record.offset() == other.offset();
        }
    }

    private final PartHeaders.Whole whole;
    private final SortedMap<Integer, Part<T>> parts = new TreeMap<>();

    OpenParts(PartHeaders.Whole whole) {
        this.whole = whole;
    }

    /**
     * Takes a part.
     *
     * @return the handle of the same part at another offset, which is not needed any more. The
     *     handle of the very same record, read again after a rebalance, is void: acknowledging it
     *     would acknowledge the new one.
     */
    Optional<T> put(int number, ConsumerRecord<String, byte[]> record, byte[] content, T handle) {
        Part<T> before = parts.put(number, new Part<>(record, content, handle));
        return before == null || before.isAt(record)
                ? Optional.empty()
                : Optional.of(before.handle());
    }

    boolean isComplete() {
        return parts.size() == whole.parts();
    }

    /** Whether this record of the same partition is so much later that nobody sends the rest. */
    boolean isAbandoned(ConsumerRecord<String, byte[]> later, long afterMillis) {
        return parts.values().stream()
                .map(Part::record)
                .allMatch(record ->
                        record.partition() == later.partition()
                                && later.timestamp() - record.timestamp() > afterMillis);
    }

    byte[] body() {
        long bytes = parts.values().stream().mapToLong(part -> part.content().length).sum();
        if (bytes != whole.bytes()) {
            throw doNotAddUp();
        }
        var body = new ByteArrayOutputStream(whole.bytes());
        parts.values().forEach(part -> body.writeBytes(part.content()));
        byte[] content = body.toByteArray();
        if (!DeliveryWriter.digest(content).equals(whole.digest())) {
            throw doNotAddUp();
        }
        return content;
    }

    private UnreadableRecordException doNotAddUp() {
        return new UnreadableRecordException(
                "the parts of " + PlainLine.of(whole.id()) + " do not add up");
    }

    List<T> handles() {
        return parts.values().stream().map(Part::handle).toList();
    }
}
