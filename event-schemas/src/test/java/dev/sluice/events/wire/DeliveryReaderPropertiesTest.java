package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.DeliveryReader.Step;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

class DeliveryReaderPropertiesTest {

    /** A body of two parts. */
    private static final int TWO = 1_000_000;

    private static final List<String> HEADERS =
            List.of(
                    CloudEventHeaders.ID,
                    CloudEventHeaders.TYPE,
                    CloudEventHeaders.TIME,
                    CloudEventHeaders.CONTENT_TYPE,
                    DeliveryWriter.FORGE,
                    DeliveryWriter.REPOSITORY,
                    DeliveryWriter.EVENT,
                    DeliveryWriter.DELIVERY_ID,
                    DeliveryWriter.PART,
                    DeliveryWriter.PARTS,
                    DeliveryWriter.BYTES,
                    DeliveryWriter.DIGEST);

    /** Parts of several deliveries in any order, some more than once. */
    @Property(tries = 25, seed = "20261121")
    void everyDeliveryIsReadAndEveryRecordGivenBackOnce(
            @ForAll("deliveries") Delivery one,
            @ForAll("deliveries") Delivery other,
            @ForAll long order) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        records.addAll(records(one));
        records.addAll(records(other));
        Collections.shuffle(records, new Random(order));
        records.add(0, records.getLast());

        var reader = new DeliveryReader<Integer>();
        var read = new ArrayList<Delivery>();
        var back = new ArrayList<Integer>();
        for (int i = 0; i < records.size(); i++) {
            switch (reader.next(at(i, records.get(i)), i)) {
                case Step.Complete<Integer>(var delivery, var handles, var abandoned) -> {
                    read.add(delivery);
                    back.addAll(handles);
                    back.addAll(abandoned);
                }
                case Step.Incomplete<Integer>(var abandoned) -> back.addAll(abandoned);
                case Step.Broken<Integer>(var reason, _, _) -> throw reason;
            }
        }

        assertThat(read).anySatisfy(delivery -> isSame(delivery, one));
        assertThat(read).anySatisfy(delivery -> isSame(delivery, other));
        assertThat(back).doesNotHaveDuplicates();
    }

    @Property(tries = 300, seed = "20261121")
    void whateverHeadersSayNothingIsThrownAndNoRecordIsLost(
            @ForAll("headers") String name,
            @ForAll("values") byte[] value,
            @ForAll boolean last,
            @ForAll boolean twice) {
        List<ConsumerRecord<String, byte[]>> records = records(delivery(7L, "push", "d", TWO));
        List<ConsumerRecord<String, byte[]>> damaged = last ? List.of(records.getLast()) : records;
        for (ConsumerRecord<String, byte[]> record : damaged) {
            if (!twice) {
                record.headers().remove(name);
            }
            record.headers().add(name, value);
        }

        var reader = new DeliveryReader<Integer>();
        var back = new ArrayList<Integer>();
        for (int i = 0; i < records.size(); i++) {
            switch (reader.next(at(i, records.get(i)), i)) {
                case Step.Complete<Integer>(_, var handles, var abandoned) -> {
                    back.addAll(handles);
                    back.addAll(abandoned);
                }
                case Step.Incomplete<Integer>(var abandoned) -> back.addAll(abandoned);
                case Step.Broken<Integer>(var reason, var handles, var abandoned) -> {
                    assertThat(reason.getMessage()).matches(Wild::isOneLine, "one line");
                    assertThat(handles).isNotEmpty();
                    back.addAll(handles);
                    back.addAll(abandoned);
                }
            }
        }
        assertThat(back).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1).injectNull(0.2),
                        Arbitraries.of("push", "pull_request", "ping"),
                        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9),
                        Arbitraries.of(0, 1, 900_000, 900_001, TWO, 2_700_000))
                .as(DeliveryReaderPropertiesTest::delivery);
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(HEADERS);
    }

    @Provide
    Arbitrary<byte[]> values() {
        return Wild.header();
    }

    private static Delivery delivery(Long repository, String event, String id, int bytes) {
        byte[] body = new byte[bytes];
        new Random(bytes + (long) id.hashCode()).nextBytes(body);
        return new Delivery(
                DeterministicId.of("delivery", "github", id),
                "github",
                repository,
                event,
                id,
                "application/json",
                Instant.parse("2026-11-21T10:00:00.123456Z"),
                null,
                body);
    }

    private static void isSame(Delivery read, Delivery sent) {
        assertThat(read).usingRecursiveComparison().ignoringFields("body").isEqualTo(sent);
        assertThat(DeliveryWriter.digest(read.body()))
                .isEqualTo(DeliveryWriter.digest(sent.body()));
    }

    private static List<ConsumerRecord<String, byte[]>> records(Delivery delivery) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var message : DeliveryWriter.messages(delivery)) {
            Headers headers =
                    message.getMetadata(OutgoingKafkaRecordMetadata.class)
                            .orElseThrow()
                            .getHeaders();
            var record =
                    new ConsumerRecord<>(Topic.Names.DELIVERIES, 0, 0, "key", message.getPayload());
            headers.forEach(record.headers()::add);
            records.add(record);
        }
        return records;
    }

    private static ConsumerRecord<String, byte[]> at(
            int offset, ConsumerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                1,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
