package dev.sluice.events.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The wholes of one topic of which some parts have come. What never completes was never
 * acknowledged to its sender, who gives up after seconds: it is given back after {@value
 * #ABANDONED_AFTER_MINUTES} minutes. That time is the log's own (the records' timestamps), so that
 * neither a slow nor a halted consumer gives up on parts that are there.
 *
 * @param <T> what a record is acknowledged by
 */
final class PartCollection<T> {

    private static final int ABANDONED_AFTER_MINUTES = 10;
    private static final long ABANDONED_AFTER_MILLIS =
            Duration.ofMinutes(ABANDONED_AFTER_MINUTES).toMillis();

    private final Map<PartHeaders.Whole, OpenParts<T>> open = new LinkedHashMap<>();

    /**
     * Takes the next part.
     *
     * @param abandoned gets the handle of the same part at another offset
     * @return all parts, once the last one is there
     */
    Optional<OpenParts<T>> add(
            PartHeaders part,
            ConsumerRecord<String, byte[]> record,
            byte[] content,
            T handle,
            List<T> abandoned) {
        OpenParts<T> parts = open.computeIfAbsent(part.whole(), OpenParts::new);
        parts.put(part.number(), record, content, handle).ifPresent(abandoned::add);
        if (!parts.isComplete()) {
            return Optional.empty();
        }
        open.remove(part.whole());
        return Optional.of(parts);
    }

    /** Gives up wholes whose partition has gone on for too long; their handles. */
    List<T> abandonedBefore(ConsumerRecord<String, byte[]> record) {
        var abandoned = new ArrayList<T>();
        for (Iterator<OpenParts<T>> all = open.values().iterator(); all.hasNext(); ) {
            OpenParts<T> parts = all.next();
            if (parts.isAbandoned(record, ABANDONED_AFTER_MILLIS)) {
                abandoned.addAll(parts.handles());
                all.remove();
            }
        }
        return abandoned;
    }
}
