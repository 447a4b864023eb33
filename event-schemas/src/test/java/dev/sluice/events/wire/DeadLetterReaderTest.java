package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.EventType;
import dev.sluice.events.Topic;
import io.smallrye.reactive.messaging.kafka.fault.KafkaDeadLetterQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

        assertThat(letter)
                .isEqualTo(
                        new DeadLetter(
                                "sluice.decisions",
                                3,
                                42,
                                1,
                                "dev.sluice.events.wire.UnreadableRecordException",
                                "verdict: missing, or not a text",
                                "it was broken",
                                "github/715203344/pull/42",
                                "dev.sluice.change.decided.v1",
                                "22e63d11-088a-5cb7-899f-902490858926",
                                live().value().length));
    }

    @Test
    void saysTheLatestReasonOfARecordThatWasReplayedAndFailedAgain() {
        var once = failed(live(), "3", "42", "the first time");
        var twice = failed(once, "1", "7", "the second time");

        var letter = DeadLetterReader.read(twice);

        assertThat(letter.reason()).isEqualTo("the second time");
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.offset()).isEqualTo(7);
        assertThat(letter.failures()).isEqualTo(2);
    }

    @Test
    void doesWithoutKeyValueAndReason() {
        var record = new ConsumerRecord<String, byte[]>(Topic.Names.DEAD_LETTERS, 0, 0, null, null);
        put(record, DeadLetterReader.TOPIC, "sluice.scans");
        put(record, DeadLetterReader.PARTITION, "0");
        put(record, DeadLetterReader.OFFSET, "0");

        assertThat(DeadLetterReader.read(record))
                .isEqualTo(
                        new DeadLetter(
                                "sluice.scans",
                                0,
                                0,
                                1,
                                "unknown",
                                "no reason was given",
                                null,
                                null,
                                null,
                                null,
                                0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {DeadLetterReader.TOPIC, DeadLetterReader.PARTITION, DeadLetterReader.OFFSET})
    void refusesARecordThatDoesNotSayWhereItCameFrom(String header) {
        var record = failed(live(), "3", "42", "why");
        record.headers().remove(header);

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> DeadLetterReader.read(record))
                .withMessage("header " + header + " is missing or mistyped");
    }

    @ParameterizedTest
    @CsvSource({"x, 42", "-1, 42", "2147483648, 42", "3, ''", "3, 9999999999999999999"})
    void refusesAPlaceThatDoesNotExist(String partition, String offset) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> DeadLetterReader.read(failed(live(), partition, offset, "why")))
                .withMessageEndingWith("is missing or mistyped");
    }

    private static ConsumerRecord<String, byte[]> live() {
        return Example.received(EventWriter.record(Example.of(EventType.CHANGE_DECIDED).event()));
    }

    /** In the connector's order: its own headers first, then those of the record. */
    private static ConsumerRecord<String, byte[]> failed(
            ConsumerRecord<String, byte[]> record, String partition, String offset, String reason) {
        var letter =
                new ConsumerRecord<>(Topic.Names.DEAD_LETTERS, 0, 0, record.key(), record.value());
        put(letter, DeadLetterReader.ERROR_CLASS, UnreadableRecordException.class.getName());
        put(letter, DeadLetterReader.REASON, reason);
        put(letter, DeadLetterReader.CAUSE, "it was broken");
        put(letter, DeadLetterReader.TOPIC, Topic.Names.DECISIONS);
        put(letter, DeadLetterReader.PARTITION, partition);
        put(letter, DeadLetterReader.OFFSET, offset);
        record.headers().forEach(letter.headers()::add);
        return letter;
    }

    private static void put(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
