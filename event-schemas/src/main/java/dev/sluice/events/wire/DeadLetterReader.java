package dev.sluice.events.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SmallRye's {@code dead-letter-queue} strategy writes to {@code sluice.dead-letters}:
 * key and value as they were, and the reason in front of the record's own headers. A record that
 * fails again after a replay therefore has its latest reason first.
 */
public final class DeadLetterReader {

    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";
    static final String ERROR_CLASS = "dead-letter-exception-class-name";
    static final String REASON = "dead-letter-reason";
    static final String CAUSE = "dead-letter-cause";

    private DeadLetterReader() {}

    /**
     * Reads a record of {@code sluice.dead-letters}.
     *
     * @throws UnreadableRecordException when it does not say where it came from
     */
    public static DeadLetter read(ConsumerRecord<String, byte[]> record) {
        var headers = new CloudEventHeaders(record.headers());
        byte @Nullable [] value = record.value();
        return new DeadLetter(
                required(headers, TOPIC),
                Math.toIntExact(number(headers, PARTITION, Integer.MAX_VALUE)),
                number(headers, OFFSET, Long.MAX_VALUE),
                headers.count(TOPIC),
                headers.first(ERROR_CLASS).orElse("unknown"),
                headers.first(REASON)
                        .map(DeadLetterReader::firstLine)
                        .orElse("no reason was given"),
                headers.first(CAUSE).map(DeadLetterReader::firstLine).orElse(null),
                record.key(),
                headers.optional(CloudEventHeaders.TYPE).orElse(null),
                headers.optional(CloudEventHeaders.CORRELATION_ID).orElse(null),
                value == null ? 0 : value.length);
    }

    private static String required(CloudEventHeaders headers, String name) {
        return headers.first(name).orElseThrow(() -> missing(name));
    }

    private static long number(CloudEventHeaders headers, String name, long max) {
        return headers.first(name)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .filter(number -> number <= max)
                .orElseThrow(() -> missing(name));
    }

    private static UnreadableRecordException missing(String name) {
        return new UnreadableRecordException("header " + name + " is missing or mistyped");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
