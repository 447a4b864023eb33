package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Service;
import dev.sluice.events.wire.DeliveryReader.Step;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReaderTest {

    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00.123456Z");

    private final DeliveryReader<String> reader =
            new DeliveryReader<>(Clock.fixed(TIME.plus(Duration.ofHours(1)), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "900000, 1", "900001, 2", "1800000, 2", "26214400, 30"})
    void keepsABodyOfAnySizeByteForByte(int bytes, int parts) {
        Delivery sent = delivery("any", bytes);
        List<ConsumerRecord<String, byte[]>> records = records(sent, 0);
        assertThat(records).hasSize(parts).allMatch(record -> record.key().equals("github/7"));

        Step<String> last = new Step.Incomplete<>(List.of());
        for (ConsumerRecord<String, byte[]> record : records) {
            assertThat(last).isInstanceOf(Step.Incomplete.class);
            last = reader.next(record, "a");
        }

        Delivery read = ((Step.Complete<String>) last).delivery();
        assertThat(Arrays.equals(read.body(), sent.body())).as("the body is the same").isTrue();
        assertThat(read).usingRecursiveComparison().ignoringFields("body").isEqualTo(sent);
    }

    @Test
    void keepsADeliveryOfNoRepository() {
        var sent =
                new Delivery(
                        DeterministicId.of("delivery", "github", "d"),
                        "github",
                        null,
                        "ping",
                        "d",
                        "application/json",
                        TIME,
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "{}".getBytes(StandardCharsets.UTF_8));
        ConsumerRecord<String, byte[]> record = records(sent, 0).getFirst();

        var step = (Step.Complete<String>) reader.next(record, "a");

        assertThat(record.key()).isEqualTo("github");
        assertThat(step.delivery()).usingRecursiveComparison().isEqualTo(sent);
        assertThat(step.records()).containsExactly("a");
        assertThat(step.abandoned()).isEmpty();
    }

    @Test
    void givesNoRecordBackBeforeTheWholeIsThere() {
        Delivery sent = delivery("large", 2_000_000);
        List<ConsumerRecord<String, byte[]>> records = records(sent, 0);

        assertThat(reader.next(records.get(0), "a")).isEqualTo(new Step.Incomplete<>(List.of()));
        assertThat(reader.next(records.get(1), "b")).isEqualTo(new Step.Incomplete<>(List.of()));
        var step = (Step.Complete<String>) reader.next(records.get(2), "c");

        assertThat(step.delivery().body()).isEqualTo(sent.body());
        assertThat(step.records()).containsExactly("a", "b", "c");
    }

    @Test
    void partsInAnotherOrderMakeTheSameWhole() {
        Delivery sent = delivery("large", 1_000_000);
        List<ConsumerRecord<String, byte[]>> records = records(sent, 0);

        reader.next(records.get(1), "b");
        var step = (Step.Complete<String>) reader.next(records.get(0), "a");

        assertThat(step.delivery().body()).isEqualTo(sent.body());
    }

    @Test
    void partsOfSeveralDeliveriesMayAlternate() {
        List<ConsumerRecord<String, byte[]>> first = records(delivery("first", 1_000_000), 0);
        List<ConsumerRecord<String, byte[]>> second = records(delivery("second", 1_000_000), 10);

        reader.next(first.get(0), "a1");
        reader.next(second.get(0), "b1");

        assertThat(((Step.Complete<String>) reader.next(first.get(1), "a2")).records())
                .containsExactly("a1", "a2");
        assertThat(((Step.Complete<String>) reader.next(second.get(1), "b2")).records())
                .containsExactly("b1", "b2");
    }

    @Test
    void aRedeliveryReleasesThePartsOfTheAttemptBeforeIt() {
        Delivery sent = delivery("again", 1_000_000);
        reader.next(records(sent, 0).getFirst(), "old");

        Step<String> step = reader.next(records(sent, 10).getFirst(), "new");

        assertThat(step).isEqualTo(new Step.Incomplete<>(List.of("old")));
    }

    @Test
    void theSameRecordReadAgainDoesNotReleaseItself() {
        ConsumerRecord<String, byte[]> record = records(delivery("moved", 1_000_000), 0).getFirst();
        reader.next(record, "before the rebalance");

        assertThat(reader.next(record, "after")).isEqualTo(new Step.Incomplete<>(List.of()));
    }

    @Test
    void twoBodiesUnderOneIdAreNeverMixed() {
        List<ConsumerRecord<String, byte[]>> one = records(delivery("id", 1_000_000, 1), 0);
        List<ConsumerRecord<String, byte[]>> other = records(delivery("id", 1_000_000, 2), 10);
        reader.next(one.get(0), "a");

        assertThat(reader.next(other.get(1), "b")).isInstanceOf(Step.Incomplete.class);
    }

    @Test
    void aDeliveryIsAbandonedWhenItsPartitionHasGoneOnForTenMinutes() {
        ConsumerRecord<String, byte[]> lost = records(delivery("lost", 1_000_000), 0).getFirst();
        reader.next(lost, "lost");

        assertThat(reader.next(at(lost, 0, Duration.ofMinutes(10)), "x").abandoned()).isEmpty();
        assertThat(reader.next(at(lost, 1, Duration.ofMinutes(11)), "x").abandoned()).isEmpty();
        assertThat(reader.next(at(lost, 0, Duration.ofMinutes(10).plusMillis(1)), "x").abandoned())
                .containsExactly("lost");
        assertThat(reader.next(at(lost, 0, Duration.ofMinutes(20)), "x").abandoned()).isEmpty();
    }

    @Test
    void aForeignRecordIsBroken() {
        var record =
                new ConsumerRecord<>(
                        "sluice.deliveries", 0, 0, "key", "{}".getBytes(StandardCharsets.UTF_8));

        var step = (Step.Broken<String>) reader.next(record, "a");

        assertThat(step.reason()).hasMessage("header ce_type is missing");
        assertThat(step.records()).containsExactly("a");
    }

    /** Who may write to the topic is not who may say anything on it. */
    @Test
    void aDeliveryThatAnotherServiceWroteIsBroken() {
        ConsumerRecord<String, byte[]> record = records(delivery("d", 10), 0).getFirst();
        record.headers()
                .remove(CloudEventHeaders.SOURCE)
                .add(
                        CloudEventHeaders.SOURCE,
                        Service.NOTIFIER.source().getBytes(StandardCharsets.UTF_8));

        var step = (Step.Broken<String>) reader.next(record, "a");

        assertThat(step.reason()).hasMessageEndingWith("may not write to sluice.deliveries");
    }

    @Test
    void aPartThatCannotExistIsBroken() {
        ConsumerRecord<String, byte[]> record = records(delivery("d", 10), 0).getFirst();
        record.headers()
                .remove(DeliveryWriter.PART)
                .add(DeliveryWriter.PART, "2".getBytes(StandardCharsets.UTF_8));

        var step = (Step.Broken<String>) reader.next(record, "a");

        assertThat(step.reason()).hasMessage("there is no part 2 of 1");
    }

    @Test
    void partsThatDoNotAddUpAreBrokenTogether() {
        List<ConsumerRecord<String, byte[]>> records = records(delivery("d", 1_000_000), 0);
        records.get(0).value()[0] ^= 1;
        reader.next(records.get(0), "a");

        var step = (Step.Broken<String>) reader.next(records.get(1), "b");

        assertThat(step.records()).containsExactly("a", "b");
        assertThat(step.reason()).hasMessageEndingWith("do not add up");
    }

    /** Whoever announces two gigabytes must not make us ask for them. */
    @Test
    void partsThatHoldLessThanWasAnnouncedAreBroken() {
        List<ConsumerRecord<String, byte[]>> records = records(delivery("d", 1_000_000), 0);
        for (ConsumerRecord<String, byte[]> record : records) {
            record.headers()
                    .remove(DeliveryWriter.BYTES)
                    .add(DeliveryWriter.BYTES, "2147483647".getBytes(StandardCharsets.UTF_8));
        }
        reader.next(records.get(0), "a");

        var step = (Step.Broken<String>) reader.next(records.get(1), "b");

        assertThat(step.records()).containsExactly("a", "b");
        assertThat(step.reason()).hasMessageEndingWith("do not add up");
    }

    /** Otherwise one forged timestamp would throw away what has come of other deliveries. */
    @Test
    void aRecordFromTheFutureIsBrokenAndAbandonsNothing() {
        List<ConsumerRecord<String, byte[]>> parts = records(delivery("large", 900_001), 0);
        reader.next(parts.get(0), "a");

        var forged =
                (Step.Broken<String>)
                        reader.next(at(parts.get(0), 0, Duration.ofDays(365)), "forged");

        assertThat(forged.reason()).hasMessage("the record's timestamp lies in the future");
        assertThat(forged.records()).containsExactly("forged");
        assertThat(forged.abandoned()).isEmpty();
        assertThat(reader.next(parts.get(1), "b")).isInstanceOf(Step.Complete.class);
    }

    private static Delivery delivery(String deliveryId, int bytes) {
        return delivery(deliveryId, bytes, 42);
    }

    private static Delivery delivery(String deliveryId, int bytes, long seed) {
        byte[] body = new byte[bytes];
        new Random(seed).nextBytes(body);
        return new Delivery(
                DeterministicId.of("delivery", "github", deliveryId),
                "github",
                7L,
                "push",
                deliveryId,
                "application/json",
                TIME,
                null,
                body);
    }

    private static List<ConsumerRecord<String, byte[]>> records(Delivery delivery, long offset) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var message : DeliveryWriter.messages(delivery)) {
            var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            records.add(
                    record(
                            0,
                            offset + records.size(),
                            TIME,
                            (String) metadata.getKey(),
                            message.getPayload(),
                            metadata.getHeaders()));
        }
        return records;
    }

    /** A foreign record of the topic: only its place and time matter. */
    private static ConsumerRecord<String, byte[]> at(
            ConsumerRecord<String, byte[]> origin, int partition, Duration later) {
        return record(
                partition, 100, TIME.plus(later), origin.key(), new byte[0], new RecordHeaders());
    }

    private static ConsumerRecord<String, byte[]> record(
            int partition, long offset, Instant time, String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "sluice.deliveries",
                partition,
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
