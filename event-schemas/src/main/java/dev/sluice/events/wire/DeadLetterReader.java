package dev.sluice.events.wire;

import dev.sluice.events.EventType;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SmallRye's {@code dead-letter-queue} strategy and {@link DeadLetterStamp} write to
 * {@code sluice.dead-letters}: key and value as they were, and the reason in front of the record's
 * own headers. Whatever is on the topic becomes a letter: what does not say where it came from is
 * one by itself.
 */
public final class DeadLetterReader {

    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";
    static final String ERROR_CLASS = "dead-letter-exception-class-name";
    static final String REASON = "dead-letter-reason";
    static final String CAUSE = "dead-letter-cause";

    private static final Pattern ORGANISATION = Pattern.compile("[^/\\s]{1,100}/\\d{1,18}");
    private static final Pattern REPOSITORY = Pattern.compile("([^/\\s]{1,100}/\\d{1,18})(/.*)?");

    private DeadLetterReader() {}

    /** Reads a record of {@code sluice.dead-letters}. */
    public static DeadLetter read(ConsumerRecord<String, byte[]> record) {
        var headers = new CloudEventHeaders(record.headers());
        try {
            return read(record, headers);
        } catch (UnreadableRecordException e) {
            var origin =
                    new DeadLetter.Origin(
                            "unknown",
                            record.topic(),
                            record.partition(),
                            List.of(record.offset()));
            return new DeadLetter(
                    DeadLetter.id(origin, null),
                    origin,
                    new DeadLetter.Failure(
                            at(record),
                            e.getClass().getName(),
                            String.valueOf(e.getMessage()),
                            null),
                    about(record, headers),
                    false);
        }
    }

    private static DeadLetter read(
            ConsumerRecord<String, byte[]> record, CloudEventHeaders headers) {
        var failure =
                new DeadLetter.Failure(
                        at(record),
                        text(headers, ERROR_CLASS).orElse("unknown"),
                        text(headers, REASON).orElse("no reason was given"),
                        text(headers, CAUSE).orElse(null));
        var origin =
                new DeadLetter.Origin(
                        text(headers, DeadLetterStamp.READER).orElse("unknown"),
                        text(headers, TOPIC).orElseThrow(() -> missing(TOPIC)),
                        Math.toIntExact(number(headers, PARTITION, Integer.MAX_VALUE)),
                        List.of(number(headers, OFFSET, Long.MAX_VALUE)));
        @Nullable ReplayRequested replay = replay(origin, record.value());
        if (replay != null) {
            return new DeadLetter(
                    replay.letter(),
                    new DeadLetter.Origin(
                            replay.reader(), replay.topic(), replay.partition(), replay.offsets()),
                    failure,
                    DeadLetter.About.NOTHING,
                    true);
        }
        DeadLetter.About about = about(record, headers);
        return new DeadLetter(
                DeadLetter.id(origin, whole(about, headers)), origin, failure, about, false);
    }

    private static DeadLetter.About about(
            ConsumerRecord<String, byte[]> record, CloudEventHeaders headers) {
        byte @Nullable [] value = record.value();
        String key = record.key() == null ? null : PlainLine.of(record.key());
        return new DeadLetter.About(
                key,
                last(headers, CloudEventHeaders.TYPE).orElse(null),
                last(headers, CloudEventHeaders.CORRELATION_ID).orElse(null),
                last(headers, CloudEventHeaders.ORGANISATION)
                        .filter(ORGANISATION.asMatchPredicate())
                        .orElse(null),
                Optional.ofNullable(key)
                        .map(REPOSITORY::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1))
                        .orElse(null),
                last(headers, DeliveryWriter.DELIVERY_ID).orElse(null),
                last(headers, DeliveryWriter.PARTS)
                        .filter(text -> text.matches("[1-9]\\d?"))
                        .map(Integer::valueOf)
                        .orElse(1),
                last(headers, DeadLetterStamp.VALUE_BYTES)
                        .filter(text -> text.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .orElse(value == null ? 0L : value.length),
                last(headers, DeadLetterStamp.LEFT_OUT).orElse(null));
    }

    /** What was asked for, where what failed is a replay. */
    private static @Nullable ReplayRequested replay(
            DeadLetter.Origin origin, byte @Nullable [] value) {
        if (!origin.topic().equals(Topic.Names.REPLAYS) || value == null) {
            return null;
        }
        try {
            return Json.mapper().readValue(value, ReplayRequested.class);
        } catch (IOException e) {
            throw new UnreadableRecordException("the replay that failed cannot be read", e);
        }
    }

    /** What the record is a part of; null where it is all there is. */
    private static @Nullable String whole(DeadLetter.About about, CloudEventHeaders headers) {
        if (EventType.SCAN_SUBMITTED.wireName().equals(about.type())) {
            return about.correlationId();
        }
        return about.parts() == 1
                ? null
                : last(headers, CloudEventHeaders.ID).orElse("")
                        + last(headers, DeliveryWriter.DIGEST).orElse("");
    }

    private static Instant at(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(Math.max(0, record.timestamp()));
    }

    private static Optional<String> text(CloudEventHeaders headers, String name) {
        return headers.first(name).map(PlainLine::of);
    }

    private static Optional<String> last(CloudEventHeaders headers, String name) {
        return headers.optional(name).map(PlainLine::of);
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
}
