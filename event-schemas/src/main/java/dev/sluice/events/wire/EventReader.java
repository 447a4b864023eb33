package dev.sluice.events.wire;

import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns Kafka records into events, or says in one line why that is impossible. */
public final class EventReader {

    /** The class UUID also takes shorter ones and fills them up. */
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private EventReader() {}

    /**
     * Reads a record of any topic but the deliveries and the dead letters.
     *
     * @throws UnreadableRecordException when a header or a known field is missing or mistyped, when
     *     the type is unknown, when it is larger or later than any of ours, when its type belongs
     *     to another topic, or when it names a source that may not write to this one: only that
     *     makes the brokers' access control on topics one on facts. The message is one line and
     *     never quotes the data.
     */
    public static Event<?> read(ConsumerRecord<String, byte[]> record) {
        return read(record, Clock.systemUTC().instant());
    }

    /**
     * Reads a record at a given time.
     *
     * @throws UnreadableRecordException as above
     */
    static Event<?> read(ConsumerRecord<String, byte[]> record, Instant now) {
        RecordLimits.check(record, now);
        var headers = new CloudEventHeaders(record.headers());
        EventType type = type(headers, record.topic());
        return new Event<Fact>(
                id(headers, CloudEventHeaders.ID),
                source(headers, type.topic()),
                time(headers, now),
                id(headers, CloudEventHeaders.CORRELATION_ID),
                causation(headers),
                headers.optional(CloudEventHeaders.TRACEPARENT).orElse(null),
                fact(type, record.value()));
    }

    private static EventType type(CloudEventHeaders headers, String topic) {
        String name = headers.required(CloudEventHeaders.TYPE);
        EventType type =
                EventType.ofWireName(name)
                        .orElseThrow(() ->
                                new UnreadableRecordException(
                                        "type " + PlainLine.of(name) + " is not known here"));
        if (!type.topic().topicName().equals(topic)) {
            throw new UnreadableRecordException(type.wireName() + " may not be on " + topic);
        }
        return type;
    }

    private static Fact fact(EventType type, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new UnreadableRecordException("the record has no value");
        }
        try {
            Fact fact = Json.mapper().readValue(value, type.fact());
            if (fact == null) {
                throw new UnreadableRecordException(type.wireName() + " is null");
            }
            return fact;
        } catch (IOException e) {
            throw new UnreadableRecordException(
                    type.wireName() + " cannot be read: " + JsonProblem.of(e));
        }
    }

    /** Who says it, and may: only that makes the brokers' access control on topics one on facts. */
    static Service source(CloudEventHeaders headers, Topic topic) {
        String source = headers.required(CloudEventHeaders.SOURCE);
        Service service =
                Service.ofSource(source)
                        .orElseThrow(() ->
                                new UnreadableRecordException(
                                        "source " + PlainLine.of(source) + " is not known here"));
        if (!topic.producers().contains(service)) {
            throw new UnreadableRecordException(
                    service.source() + " may not write to " + topic.topicName());
        }
        return service;
    }

    private static Instant time(CloudEventHeaders headers, Instant now) {
        try {
            Instant time = Instant.parse(headers.required(CloudEventHeaders.TIME));
            RecordLimits.checkTime("header " + CloudEventHeaders.TIME, time, now);
            return time;
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(
                    "header " + CloudEventHeaders.TIME + " is not a time", e);
        }
    }

    private static @Nullable UUID causation(CloudEventHeaders headers) {
        return headers.optional(CloudEventHeaders.CAUSATION_ID).isPresent()
                ? id(headers, CloudEventHeaders.CAUSATION_ID)
                : null;
    }

    private static UUID id(CloudEventHeaders headers, String name) {
        String text = headers.required(name);
        if (!UUID_FORM.matcher(text).matches()) {
            throw new UnreadableRecordException("header " + name + " is not a UUID");
        }
        return UUID.fromString(text);
    }
}
