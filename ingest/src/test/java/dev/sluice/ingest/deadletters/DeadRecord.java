package dev.sluice.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record of {@code sluice.dead-letters} as a service writes it, each at a place of its own. */
final class DeadRecord {

    static final String ACME = "github/90127765";
    static final Instant YESTERDAY =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));

    private static final AtomicLong OFFSETS = new AtomicLong();

    private final RecordHeaders headers = new RecordHeaders();
    private final long position = OFFSETS.incrementAndGet();
    private Instant at = YESTERDAY.plusSeconds(position);
    private @Nullable String key = "github/715203344/pull/42";
    private byte @Nullable [] value = "{}".getBytes(UTF_8);

    private DeadRecord() {}

    /** Of an organisation's change that policy-engine could not handle at this offset. */
    static DeadRecord of(String organisation, long offset) {
        return new DeadRecord()
                .with("dead-letter-exception-class-name", "java.lang.IllegalStateException")
                .with("dead-letter-reason", "it was broken")
                .with("dead-letter-topic", Topic.Names.SCANS)
                .with("dead-letter-partition", "3")
                .with("dead-letter-offset", String.valueOf(offset))
                .with("ce_type", "dev.sluice.scan.completed.v1")
                .with("ce_correlationid", "22e63d11-088a-5cb7-899f-902490858926")
                .with("ce_organisation", organisation)
                .with("dead-letter-reader", "sluice.policy-engine");
    }

    /** An offset that no other test uses. */
    static long offset() {
        return OFFSETS.incrementAndGet();
    }

    DeadRecord with(String header, String text) {
        headers.remove(header);
        headers.add(header, text.getBytes(UTF_8));
        return this;
    }

    DeadRecord without(String header) {
        headers.remove(header);
        return this;
    }

    DeadRecord at(Instant time) {
        at = time;
        return this;
    }

    DeadRecord holding(@Nullable String otherKey, byte @Nullable [] otherValue) {
        key = otherKey;
        value = otherValue;
        return this;
    }

    ConsumerRecord<String, byte[]> record() {
        return new ConsumerRecord<>(
                Topic.Names.DEAD_LETTERS,
                0,
                position,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }
}
