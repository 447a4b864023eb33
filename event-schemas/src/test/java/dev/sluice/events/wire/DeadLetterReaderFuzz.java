package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.events.EventType;
import dev.sluice.events.Topic;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.provider.MethodSource;

/** A record of dead letters. */
class DeadLetterReaderFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(EventType.CHANGE_DECIDED, EventType.REPLAY_REQUESTED)
                .map(type -> Example.received(EventWriter.record(Example.of(type).event())))
                .map(DeadLetterReaderFuzz::failed)
                .map(RecordText::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isALetterWhateverItIs(byte[] input) {
        DeadLetter letter = DeadLetterReader.read(RecordText.parse(input, 0));

        assertThat(letter).isEqualTo(DeadLetterReader.read(RecordText.parse(input, 0)));
        assertThat(letter.failure().reason())
                .matches(reason -> reason.isBlank() || Wild.isOneLine(reason), "one line");
        assertThat(letter.origin().offsets()).isNotEmpty();
    }

    private static ConsumerRecord<String, byte[]> failed(ConsumerRecord<String, byte[]> record) {
        var letter =
                new ConsumerRecord<>(Topic.Names.DEAD_LETTERS, 0, 0, record.key(), record.value());
        put(letter, DeadLetterReader.REASON, "why");
        put(letter, DeadLetterReader.TOPIC, record.topic());
        put(letter, DeadLetterReader.PARTITION, "3");
        put(letter, DeadLetterReader.OFFSET, "42");
        put(letter, DeadLetterStamp.READER, "sluice.notifier");
        record.headers().forEach(letter.headers()::add);
        return letter;
    }

    private static void put(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
