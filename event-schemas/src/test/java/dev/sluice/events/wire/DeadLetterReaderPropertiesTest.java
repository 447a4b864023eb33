package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Topic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

class DeadLetterReaderPropertiesTest {

    private static final List<String> HEADERS =
            List.of(
                    DeadLetterReader.TOPIC,
                    DeadLetterReader.PARTITION,
                    DeadLetterReader.OFFSET,
                    DeadLetterReader.ERROR_CLASS,
                    DeadLetterReader.REASON,
                    DeadLetterReader.CAUSE,
                    DeadLetterStamp.READER,
                    DeadLetterStamp.VALUE_BYTES,
                    DeadLetterStamp.LEFT_OUT,
                    CloudEventHeaders.TYPE,
                    CloudEventHeaders.CORRELATION_ID,
                    CloudEventHeaders.ORGANISATION,
                    DeliveryWriter.DELIVERY_ID,
                    DeliveryWriter.PARTS);

    @Property(tries = 300, seed = "20261121")
    void whatIsStampedSaysWhereItCameFrom(
            @ForAll @IntRange int partition,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long offset,
            @ForAll("keys") @Nullable String key,
            @ForAll byte[] value) {
        DeadLetter letter = read(stamped(partition, offset, key, value));

        assertThat(letter.origin())
                .isEqualTo(
                        new DeadLetter.Origin(
                                "sluice.notifier", Topic.Names.SCANS, partition, List.of(offset)));
        assertThat(letter.about().valueBytes()).isEqualTo(value.length);
        assertThat(letter.failure().reason()).isEqualTo("why");
    }

    @Property(tries = 500, seed = "20261121")
    void whateverHeadersSayItIsALetterOfPlainLines(
            @ForAll("headers") String one,
            @ForAll("values") byte[] value,
            @ForAll("headers") String other,
            @ForAll("values") byte[] another,
            @ForAll("keys") @Nullable String key,
            @ForAll("topics") String topic) {
        ProducerRecord<String, byte[]> stamped = stamped(3, 42, key, value);
        stamped.headers().remove(DeadLetterReader.TOPIC);
        put(stamped, DeadLetterReader.TOPIC, topic.getBytes(UTF_8));
        for (String header : List.of(one, other)) {
            stamped.headers().remove(header);
        }
        put(stamped, one, value);
        put(stamped, other, another);

        DeadLetter letter = read(stamped);

        assertThat(read(stamped)).as("read again").isEqualTo(letter);
        assertThat(texts(letter)).allMatch(text -> text.isBlank() || Wild.isOneLine(text));
        assertThat(letter.origin().offsets()).isNotEmpty().allMatch(offset -> offset >= 0);
        assertThat(letter.origin().partition()).isNotNegative();
        assertThat(letter.about().parts()).isPositive();
    }

    private static Stream<String> texts(DeadLetter letter) {
        return Stream.of(
                        letter.origin().reader(),
                        letter.origin().topic(),
                        letter.failure().errorClass(),
                        letter.failure().reason(),
                        letter.failure().cause(),
                        letter.about().key(),
                        letter.about().type(),
                        letter.about().correlationId(),
                        letter.about().organisation(),
                        letter.about().repository(),
                        letter.about().delivery(),
                        letter.about().leftOut())
                .filter(Objects::nonNull);
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(HEADERS);
    }

    @Provide
    Arbitrary<byte[]> values() {
        return Wild.header();
    }

    @Provide
    Arbitrary<String> topics() {
        return Arbitraries.of(Topic.Names.SCANS, Topic.Names.REPLAYS, "", "else\nwhere");
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().ofMaxLength(30).injectNull(0.2);
    }

    private static ProducerRecord<String, byte[]> stamped(
            int partition, long offset, @Nullable String key, byte[] value) {
        var failed = new ProducerRecord<>(Topic.Names.DEAD_LETTERS, key, value);
        put(failed, DeadLetterReader.REASON, "why".getBytes(UTF_8));
        put(failed, DeadLetterReader.TOPIC, Topic.Names.SCANS.getBytes(UTF_8));
        put(failed, DeadLetterReader.PARTITION, Integer.toString(partition).getBytes(UTF_8));
        put(failed, DeadLetterReader.OFFSET, Long.toString(offset).getBytes(UTF_8));
        try (var stamp = new DeadLetterStamp()) {
            stamp.configure(Map.of("sluice.reader", "sluice.notifier"));
            return stamp.onSend(failed);
        }
    }

    private static void put(ProducerRecord<String, byte[]> record, String name, byte[] value) {
        record.headers().add(name, value);
    }

    private static DeadLetter read(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return DeadLetterReader.read(record);
    }
}
