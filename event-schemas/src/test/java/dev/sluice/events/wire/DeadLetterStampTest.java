package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Topic;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterStampTest {

    private final DeadLetterStamp stamp = new DeadLetterStamp();

    @BeforeEach
    void configure() {
        stamp.configure(Map.of("sluice.reader", "sluice.notifier"));
    }

    @Test
    void saysWhoCouldNotReadTheRecordAndLeavesItAsItWas() {
        var failed = failed("key", "value".getBytes(UTF_8));

        var sent = stamp.onSend(failed);

        assertThat(sent.topic()).isEqualTo(Topic.Names.DEAD_LETTERS);
        assertThat(sent.key()).isEqualTo("key");
        assertThat(sent.value()).isEqualTo(failed.value());
        assertThat(sent.headers().toArray()).startsWith(failed.headers().toArray());
        assertThat(read(sent).origin().reader()).isEqualTo("sluice.notifier");
        assertThat(read(sent).about().valueBytes()).isEqualTo(5);
        assertThat(read(sent).about().leftOut()).isNull();
    }

    @Test
    void leavesOutAValueThatNoBrokerWouldTake() {
        var sent = stamp.onSend(failed("key", new byte[2_000_000]));

        assertThat(sent.value()).isNull();
        assertThat(read(sent).about().valueBytes()).isEqualTo(2_000_000);
        assertThat(read(sent).about().leftOut()).isEqualTo("value");
    }

    @Test
    void leavesOutHeadersThatNobodyReadsAndKeepsTheReason() {
        var failed = failed("key", new byte[0]);
        for (int i = 0; i < 20_000; i++) {
            failed.headers().add("x" + i, new byte[100]);
        }

        var sent = stamp.onSend(failed);

        assertThat(sent.headers().toArray()).hasSizeLessThan(110);
        assertThat(read(sent).failure().reason()).isEqualTo("why");
        assertThat(read(sent).about().leftOut()).isEqualTo("headers");
    }

    @Test
    void leavesOutAKeyThatIsNone() {
        var sent = stamp.onSend(failed("k".repeat(5_000), new byte[0]));

        assertThat(sent.key()).isNull();
        assertThat(read(sent).about().leftOut()).isEqualTo("key");
    }

    @Test
    void cutsAReasonThatIsALetterByItself() {
        var failed = failed("key", new byte[0]);
        failed.headers().remove(DeadLetterReader.REASON);
        failed.headers().add(DeadLetterReader.REASON, "y".repeat(1_000_000).getBytes(UTF_8));

        var sent = stamp.onSend(failed);

        assertThat(sent.headers().lastHeader(DeadLetterReader.REASON).value()).hasSize(4_000);
    }

    @Test
    void doesWithoutKeyAndValue() {
        var sent = stamp.onSend(failed(null, null));

        assertThat(sent.key()).isNull();
        assertThat(sent.value()).isNull();
        assertThat(read(sent).about().valueBytes()).isZero();
    }

    private static ProducerRecord<String, byte[]> failed(
            @Nullable String key, byte @Nullable [] value) {
        var record = new ProducerRecord<>(Topic.Names.DEAD_LETTERS, key, value);
        put(record, DeadLetterReader.REASON, "why");
        put(record, DeadLetterReader.TOPIC, Topic.Names.SCANS);
        put(record, DeadLetterReader.PARTITION, "3");
        put(record, DeadLetterReader.OFFSET, "42");
        return record;
    }

    private static void put(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    private static DeadLetter read(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return DeadLetterReader.read(record);
    }
}
