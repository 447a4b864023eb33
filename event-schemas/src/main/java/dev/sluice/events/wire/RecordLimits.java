package dev.sluice.events.wire;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What no record of ours is beyond; what is beyond is not looked at any further. */
final class RecordLimits {

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** Clocks may differ; a day that has not come yet would outdate whatever comes before it. */
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    private RecordLimits() {}

    /**
     * Looks at a record from the outside.
     *
     * @throws UnreadableRecordException when it is larger or later than any record of ours
     */
    static void check(ConsumerRecord<String, byte[]> record, Instant now) {
        byte[] value = record.value();
        if (value != null && value.length > EventWriter.MAX_RECORD_BYTES) {
            throw new UnreadableRecordException(
                    "the record has %d bytes, at most %d are read"
                            .formatted(value.length, EventWriter.MAX_RECORD_BYTES));
        }
        int headers = 0;
        long bytes = 0;
        for (Header header : record.headers()) {
            headers++;
            bytes += bytes(header);
        }
        if (headers > MAX_HEADERS || bytes > MAX_HEADER_BYTES) {
            throw new UnreadableRecordException(
                    "the record has %d headers of %d bytes, at most %d of %d are read"
                            .formatted(headers, bytes, MAX_HEADERS, MAX_HEADER_BYTES));
        }
        checkTime("the record's timestamp", Instant.ofEpochMilli(record.timestamp()), now);
    }

    static void checkTime(String what, Instant time, Instant now) {
        if (time.isAfter(now.plus(MAX_AHEAD))) {
            throw new UnreadableRecordException(what + " lies in the future");
        }
    }

    /** Whether a header still fits behind those that were taken. */
    static boolean fits(int headers, long bytes, Header next) {
        return headers < MAX_HEADERS && bytes + bytes(next) <= MAX_HEADER_BYTES;
    }

    static long bytes(Header header) {
        return (long) header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
}
