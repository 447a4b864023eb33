package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that every dead letter arrives and says who could not read it. Set it as {@code
 * dead-letter-queue.interceptor.classes} of each incoming channel, and the channel's {@code
 * group.id} as {@code dead-letter-queue.sluice.reader}: the connector keeps it from producers.
 *
 * <p>A letter that no broker would take stops its channel. So what is too large is left out, and
 * the letter says so: the record itself is still where it came from.
 */
public final class DeadLetterStamp implements ProducerInterceptor<String, byte[]> {

    static final String READER = "dead-letter-reader";
    static final String VALUE_BYTES = "dead-letter-value-bytes";

    /** What was left out: {@code value}, {@code key}, {@code headers}, separated by blanks. */
    static final String LEFT_OUT = "dead-letter-left-out";

    private static final int MAX_KEY_CHARACTERS = 4_000;
    private static final int MAX_HEADER_VALUE = 4_000;

    private volatile String reader = "unknown";

    @Override
    public void configure(Map<String, ?> config) {
        if (config.get("sluice.reader") instanceof String group) {
            reader = group;
        }
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
        var leftOut = new StringBuilder();
        Headers headers = headers(record.headers(), leftOut);
        byte @Nullable [] value = record.value();
        headers.add(READER, reader.getBytes(UTF_8));
        headers.add(VALUE_BYTES, String.valueOf(value == null ? 0 : value.length).getBytes(UTF_8));
        if (value != null && value.length > EventWriter.MAX_RECORD_BYTES) {
            value = null;
            leftOut.append(" value");
        }
        @Nullable String key = record.key();
        if (key != null && key.length() > MAX_KEY_CHARACTERS) {
            key = null;
            leftOut.append(" key");
        }
        if (!leftOut.isEmpty()) {
            headers.add(LEFT_OUT, leftOut.toString().strip().getBytes(UTF_8));
        }
        return new ProducerRecord<>(record.topic(), null, null, key, value, headers);
    }

    /** The first ones: what is known of the failure stands in front of the record's own. */
    private static Headers headers(Headers all, StringBuilder leftOut) {
        var kept = new RecordHeaders();
        int count = 0;
        long bytes = 0;
        for (Header header : all) {
            Header next = shortened(header);
            if (!RecordLimits.fits(count, bytes, next)) {
                leftOut.append("headers");
                break;
            }
            kept.add(next);
            count++;
            bytes += RecordLimits.bytes(next);
        }
        return kept;
    }

    private static Header shortened(Header header) {
        return header.key().startsWith("dead-letter-")
                        && header.value() != null
                        && header.value().length > MAX_HEADER_VALUE
                ? new RecordHeader(header.key(), Arrays.copyOf(header.value(), MAX_HEADER_VALUE))
                : header;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        // whether it arrived is the channel's business
    }

    @Override
    public void close() {
        // nothing is held
    }
}
