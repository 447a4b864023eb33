package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.EventType;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.Topic;
import io.smallrye.reactive.messaging.kafka.fault.KafkaDeadLetterQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterReaderTest {

    @Test
    void knowsTheHeadersThatTheConnectorWrites() {
        assertThat(DeadLetterReader.TOPIC).isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_TOPIC);
        assertThat(DeadLetterReader.PARTITION)
                .isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_PARTITION);
        assertThat(DeadLetterReader.OFFSET).isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_OFFSET);
        assertThat(DeadLetterReader.REASON).isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_REASON);
        assertThat(DeadLetterReader.CAUSE).isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_CAUSE);
        assertThat(DeadLetterReader.ERROR_CLASS)
                .isEqualTo(KafkaDeadLetterQueue.DEAD_LETTER_EXCEPTION_CLASS_NAME);
    }

    @Test
    void saysWhereARecordCameFromAndWhyItFailed() {
        var letter =
                DeadLetterReader.read(
                        failed(live(), "3", "42", "verdict: missing, or not a text\nat X"));

        assertThat(letter.origin())
                .isEqualTo(
                        new DeadLetter.Origin(
                                "sluice.notifier", Topic.Names.DECISIONS, 3, List.of(42L)));
        assertThat(letter.failure())
                .isEqualTo(
                        new DeadLetter.Failure(
                                Instant.ofEpochMilli(7),
                                UnreadableRecordException.class.getName(),
                                "verdict: missing, or not a text",
                                "it was broken"));
        assertThat(letter.about())
                .isEqualTo(
                        new DeadLetter.About(
                                "github/715203344/pull/42",
                                "dev.sluice.change.decided.v1",
                                "22e63d11-088a-5cb7-899f-902490858926",
                                "github/90127765",
                                "github/715203344",
                                null,
                                1,
                                live().value().length,
                                null));
    }

    @Test
    void givesTheSameIdToTheSameRecordAndNoOther() {
        UUID id = DeadLetterReader.read(failed(live(), "3", "42", "once")).id();

        assertThat(DeadLetterReader.read(failed(live(), "3", "42", "again")).id()).isEqualTo(id);
        assertThat(DeadLetterReader.read(failed(live(), "3", "43", "once")).id()).isNotEqualTo(id);
        assertThat(DeadLetterReader.read(failed(live(), "4", "42", "once")).id()).isNotEqualTo(id);
    }

    @Test
    void givesOneIdToThePartsOfADelivery() {
        ConsumerRecord<String, byte[]> first = live();
        put(first, DeliveryWriter.PARTS, "2");
        put(first, DeliveryWriter.DIGEST, "d");

        var one = DeadLetterReader.read(failed(first, "3", "42", "why"));
        var other = DeadLetterReader.read(failed(first, "3", "43", "why"));

        assertThat(other.id()).isEqualTo(one.id());
        assertThat(one.about().parts()).isEqualTo(2);
    }

    @Test
    void leadsTheFailureOfAReplayBackToItsLetter() {
        var replay = (ReplayRequested) Example.of(EventType.REPLAY_REQUESTED).fact();
        var request =
                Example.received(
                        EventWriter.record(Example.of(EventType.REPLAY_REQUESTED).event()));
        var record = failed(request, "0", "1", "still broken");
        record.headers().remove(DeadLetterReader.TOPIC);
        put(record, DeadLetterReader.TOPIC, Topic.Names.REPLAYS);

        var letter = DeadLetterReader.read(record);

        assertThat(letter.id()).isEqualTo(replay.letter());
        assertThat(letter.origin())
                .isEqualTo(
                        new DeadLetter.Origin(
                                replay.reader(),
                                replay.topic(),
                                replay.partition(),
                                replay.offsets()));
        assertThat(letter.failure().reason()).isEqualTo("still broken");
        assertThat(letter.afterReplay()).isTrue();
    }

    @Test
    void doesWithoutKeyValueAndReason() {
        var record = new ConsumerRecord<String, byte[]>(Topic.Names.DEAD_LETTERS, 0, 0, null, null);
        put(record, DeadLetterReader.TOPIC, "sluice.scans");
        put(record, DeadLetterReader.PARTITION, "0");
        put(record, DeadLetterReader.OFFSET, "0");

        var letter = DeadLetterReader.read(record);

        assertThat(letter.origin().reader()).isEqualTo("unknown");
        assertThat(letter.failure().reason()).isEqualTo("no reason was given");
        assertThat(letter.about()).isEqualTo(DeadLetter.About.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {DeadLetterReader.TOPIC, DeadLetterReader.PARTITION, DeadLetterReader.OFFSET})
    void takesWhatDoesNotSayWhereItCameFromForALetterByItself(String header) {
        var record = failed(live(), "3", "42", "why");
        record.headers().remove(header);

        var letter = DeadLetterReader.read(record);

        assertThat(letter.origin())
                .isEqualTo(
                        new DeadLetter.Origin("unknown", Topic.Names.DEAD_LETTERS, 0, List.of(0L)));
        assertThat(letter.failure().reason())
                .isEqualTo("header " + header + " is missing or mistyped");
    }

    @ParameterizedTest
    @CsvSource({"x, 42", "-1, 42", "2147483648, 42", "3, ''", "3, 9999999999999999999"})
    void takesAPlaceThatDoesNotExistForNone(String partition, String offset) {
        var letter = DeadLetterReader.read(failed(live(), partition, offset, "why"));

        assertThat(letter.origin().topic()).isEqualTo(Topic.Names.DEAD_LETTERS);
        assertThat(letter.failure().reason()).endsWith("is missing or mistyped");
    }

    @Test
    void takesNoCharacterThatADatabaseOrATerminalCouldStumbleOver() {
        var record = failed(live(), "3", "42", "a\u0000b\u001b[31mc\u202e\uD800");

        assertThat(DeadLetterReader.read(record).failure().reason()).isEqualTo("a?b?[31mc??");
    }

    @Test
    void cutsWhatIsTooLong() {
        var record = failed(live(), "3", "42", "x".repeat(10_000));

        assertThat(DeadLetterReader.read(record).failure().reason()).hasSize(500);
    }

    private static ConsumerRecord<String, byte[]> live() {
        return Example.received(EventWriter.record(Example.of(EventType.CHANGE_DECIDED).event()));
    }

    /** In the connector's order: its own headers first, then those of the record. */
    private static ConsumerRecord<String, byte[]> failed(
            ConsumerRecord<String, byte[]> record, String partition, String offset, String reason) {
        var letter =
                new ConsumerRecord<>(
                        Topic.Names.DEAD_LETTERS,
                        0,
                        0,
                        7,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        record.key(),
                        record.value(),
                        new RecordHeaders(),
                        Optional.empty());
        put(letter, DeadLetterReader.ERROR_CLASS, UnreadableRecordException.class.getName());
        put(letter, DeadLetterReader.REASON, reason);
        put(letter, DeadLetterReader.CAUSE, "it was broken");
        put(letter, DeadLetterReader.TOPIC, Topic.Names.DECISIONS);
        put(letter, DeadLetterReader.PARTITION, partition);
        put(letter, DeadLetterReader.OFFSET, offset);
        put(letter, DeadLetterStamp.READER, "sluice.notifier");
        record.headers().forEach(letter.headers()::add);
        return letter;
    }

    private static void put(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
