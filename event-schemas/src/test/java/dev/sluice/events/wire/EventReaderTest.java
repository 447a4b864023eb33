package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private final Event<?> event = Example.of(EventType.CHANGE_PROPOSED).event();
    private final ConsumerRecord<String, byte[]> record =
            Example.received(EventWriter.record(event));

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_source", "ce_type", "ce_time", "ce_correlationid"})
    void refusesAMissingHeader(String header) {
        record.headers().remove(header);

        refuses("header " + header + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_subject",
                "ce_dataschema",
                "ce_organisation",
                "ce_causationid",
                "ce_traceparent",
                "content-type"
            })
    void doesWithoutAHeaderThatItCanDeriveOrThatIsOptional(String header) {
        record.headers().remove(header);

        assertThatCode(() -> EventReader.read(record)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id,            7,                                    header ce_id is not a UUID",
        "ce_id,            1-1-1-1-1,                            header ce_id is not a UUID",
        "ce_correlationid, 22e63d11-088a-5cb7-899f-90249085892,  header ce_correlationid is not a UUID",
        "ce_causationid,   22e63d11088a5cb7899f902490858926,     header ce_causationid is not a UUID",
        "ce_time,          yesterday,                            header ce_time is not a time",
        "ce_source,        /sluice/elsewhere,                    source /sluice/elsewhere is not known here",
        "ce_type,          dev.sluice.change.proposed.v2,        type dev.sluice.change.proposed.v2 is not known here",
        "ce_type,          com.example.other,                    type com.example.other is not known here",
    })
    void refusesAMistypedHeader(String header, String value, String message) {
        record.headers().remove(header).add(header, value.getBytes(UTF_8));

        refuses(message);
    }

    @Test
    void refusesARecordWithoutValue() {
        refuses(on(record.topic(), null), "the record has no value");
        refuses(on(record.topic(), new byte[0]), "the record has no value");
    }

    /** scanner-workers may write to scans only, so it must not be able to say what is trusted. */
    @Test
    void refusesATypeOnATopicOfAnotherProducer() {
        refuses(
                on(Topic.Names.SCANS, record.value()),
                "dev.sluice.change.proposed.v1 may not be on sluice.scans");
    }

    /** A topic's access control lets its producers in, so none of them may speak for another. */
    @ParameterizedTest
    @EnumSource(value = Service.class, names = "INGEST", mode = EnumSource.Mode.EXCLUDE)
    void refusesASourceThatMayNotWriteToTheTopic(Service source) {
        record.headers().remove("ce_source").add("ce_source", source.source().getBytes(UTF_8));

        refuses(source.source() + " may not write to sluice.changes");
    }

    @Test
    void readsARecordWithoutAKey() {
        var keyless =
                new ConsumerRecord<String, byte[]>(record.topic(), 0, 0, null, record.value());
        record.headers().forEach(keyless.headers()::add);

        assertThat(EventReader.read(keyless)).isEqualTo(event);
    }

    @Test
    void ignoresForeignHeaders() {
        record.headers().add("ce_addedlater", new byte[] {(byte) 0xFF}).add("x", null);

        assertThatCode(() -> EventReader.read(record)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsLargerThanAnyRecordOfOurs() {
        refuses(
                on(record.topic(), new byte[2_000_000]),
                "the record has 2000000 bytes, at most 900000 are read");
    }

    @Test
    void refusesAFloodOfHeaders() {
        for (int i = 0; i < 10_000; i++) {
            record.headers().add("x" + i, new byte[0]);
        }

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> EventReader.read(record))
                .withMessageMatching("the record has 100\\d\\d headers of \\d+ bytes, .*");
    }

    @Test
    void refusesOneEnormousHeader() {
        record.headers().add("x", new byte[100_000]);

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> EventReader.read(record))
                .withMessageStartingWith("the record has 13 headers of 100");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1H"})
    void readsWhatIsUpToAnHourAhead(Duration later) {
        Instant now = event.time().plus(later);

        assertThatCode(() -> EventReader.read(record, now)).doesNotThrowAnyException();
    }

    @Test
    void refusesAFactThatLiesInTheFuture() {
        Instant now = event.time().minus(Duration.ofHours(1)).minusMillis(1);

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> EventReader.read(record, now))
                .withMessage("header ce_time lies in the future");
    }

    private ConsumerRecord<String, byte[]> on(String topic, byte[] value) {
        var other = new ConsumerRecord<>(topic, 0, 0, record.key(), value);
        record.headers().forEach(other.headers()::add);
        return other;
    }

    private void refuses(String message) {
        refuses(record, message);
    }

    private static void refuses(ConsumerRecord<String, byte[]> record, String message) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> EventReader.read(record))
                .withMessage(message);
    }
}
