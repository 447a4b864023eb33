package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.events.wire.DeliveryReader.Step;
import java.util.ArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.params.provider.MethodSource;

/** Two records of deliveries: the second has the same headers, but for its number. */
class DeliveryReaderFuzz {

    static Stream<byte[]> seeds() {
        return IntStream.of(1, 2)
                .mapToObj(parts -> {
                    byte[] body = "{}".getBytes(UTF_8);
                    Headers headers =
                            CloudEventHeaders.create()
                                    .with(
                                            CloudEventHeaders.ID,
                                            "e2c21a1d-eeeb-568c-9c2d-e12fd4e4f1a7")
                                    .with(CloudEventHeaders.TYPE, Delivery.TYPE)
                                    .with(CloudEventHeaders.TIME, "2026-11-21T10:00:00Z")
                                    .with(CloudEventHeaders.CONTENT_TYPE, "application/json")
                                    .with(DeliveryWriter.FORGE, "github")
                                    .with(DeliveryWriter.REPOSITORY, 7)
                                    .with(DeliveryWriter.EVENT, "push")
                                    .with(DeliveryWriter.DELIVERY_ID, "a-1")
                                    .with(DeliveryWriter.PART, 1)
                                    .with(DeliveryWriter.PARTS, parts)
                                    .with(DeliveryWriter.BYTES, parts * body.length)
                                    .with(
                                            DeliveryWriter.DIGEST,
                                            DeliveryWriter.digest("{}{}".getBytes(UTF_8)))
                                    .asKafka();
                    var record = new ConsumerRecord<>("sluice.deliveries", 0, 0, "github/7", body);
                    headers.forEach(record.headers()::add);
                    return RecordText.of(record);
                });
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyRecordIsGivenBackAtMostOnce(byte[] input) {
        var reader = new DeliveryReader<String>();
        var back = new ArrayList<String>();
        ConsumerRecord<String, byte[]> second = RecordText.parse(input, 1);
        second.headers().add(DeliveryWriter.PART, "2".getBytes(UTF_8));

        collect(reader.next(RecordText.parse(input, 0), "first"), back);
        collect(reader.next(second, "second"), back);

        assertThat(back).doesNotHaveDuplicates();
    }

    private static void collect(Step<String> step, ArrayList<String> back) {
        switch (step) {
            case Step.Complete<String>(_, var handles, var abandoned) -> {
                back.addAll(handles);
                back.addAll(abandoned);
            }
            case Step.Incomplete<String>(var abandoned) -> back.addAll(abandoned);
            case Step.Broken<String>(var reason, var handles, var abandoned) -> {
                assertThat(reason.getMessage()).matches(Wild::isOneLine, "one line");
                back.addAll(handles);
                back.addAll(abandoned);
            }
        }
    }
}
