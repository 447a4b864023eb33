package dev.sluice.events.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in the Kafka protocol binding's binary mode: attributes are headers, the value is
 * the data alone.
 */
final class CloudEventHeaders {

    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String TYPE = "ce_type";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String DATA_SCHEMA = "ce_dataschema";
    static final String ORGANISATION = "ce_organisation";
    static final String CORRELATION_ID = "ce_correlationid";
    static final String CAUSATION_ID = "ce_causationid";
    static final String TRACEPARENT = "ce_traceparent";
    static final String CONTENT_TYPE = "content-type";

    private final Headers headers;

    CloudEventHeaders(Headers headers) {
        this.headers = headers;
    }

    static CloudEventHeaders create() {
        return new CloudEventHeaders(new RecordHeaders()).with(SPEC_VERSION, "1.0");
    }

    CloudEventHeaders with(String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    Headers asKafka() {
        return headers;
    }

    /** The last header of the name: attributes occur once. */
    Optional<String> optional(String name) {
        return text(headers.lastHeader(name));
    }

    /** The first header of the name, where another one was put in front of it. */
    Optional<String> first(String name) {
        var all = headers.headers(name).iterator();
        return all.hasNext() ? text(all.next()) : Optional.empty();
    }

    int count(String name) {
        int count = 0;
        for (Header _ : headers.headers(name)) {
            count++;
        }
        return count;
    }

    private static Optional<String> text(@Nullable Header header) {
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    String required(String name) {
        return optional(name)
                .orElseThrow(() -> new UnreadableRecordException("header " + name + " is missing"));
    }
}
