package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.EventType;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.Submission;
import dev.sluice.events.wire.SubmissionReader.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

class SubmissionReaderPropertiesTest {

    private static final Submission SUBMISSION =
            ((ScanSubmitted) Example.of(EventType.SCAN_SUBMITTED).fact()).submission();

    @Property(tries = 20, seed = "20261121")
    void aDocumentIsReadInWhateverOrderItsPartsCome(
            @ForAll @IntRange(min = 1, max = 2_000_000) int bytes, @ForAll long order) {
        var records = new ArrayList<>(records(bytes, order));
        Collections.shuffle(records, new Random(order));

        var reader = new SubmissionReader<Integer>();
        Step<Integer> last = new Step.Incomplete<>(List.of());
        for (int i = 0; i < records.size(); i++) {
            assertThat(last).isInstanceOf(Step.Incomplete.class);
            last = reader.next(at(i, records.get(i)), i);
        }

        var whole = (Step.Complete<Integer>) last;
        assertThat(DeliveryWriter.digest(whole.compressed()))
                .isEqualTo(DeliveryWriter.digest(document(bytes, order)));
        assertThat(whole.event().fact().submission()).isEqualTo(SUBMISSION);
        assertThat(whole.records()).hasSameSizeAs(records).doesNotHaveDuplicates();
    }

    @Property(tries = 200, seed = "20261121")
    void whateverAPartSaysNothingIsThrownAndNoRecordIsLost(
            @ForAll("fields") String field, @ForAll("values") JsonNode value, @ForAll boolean last)
            throws IOException {
        List<ConsumerRecord<String, byte[]>> records = records(700_000, 1);
        var reader = new SubmissionReader<Integer>();
        var back = new ArrayList<Integer>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<String, byte[]> record = at(i, records.get(i));
            boolean damaged = !last || i == records.size() - 1;
            Step<Integer> step = reader.next(damaged ? with(record, field, value) : record, i);
            back.addAll(step.abandoned());
            switch (step) {
                case Step.Complete<Integer>(_, _, var handles, _) -> back.addAll(handles);
                case Step.Incomplete<Integer> _ -> {}
                case Step.Broken<Integer>(var reason, var handles, _) -> {
                    assertThat(reason.getMessage())
                            .matches(Wild::isOneLine, "one line")
                            .doesNotContain(Wild.MARKER);
                    assertThat(handles).isNotEmpty();
                    back.addAll(handles);
                }
            }
        }

        assertThat(back).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                "submission", "checkoutUri", "part", "parts", "bytes", "digest", "content");
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return Arbitraries.oneOf(
                Wild.json(),
                Arbitraries.of(0, 1, 2, 96, 97, Integer.MAX_VALUE)
                        .map(number -> Json.mapper().getNodeFactory().numberNode(number)));
    }

    private static ConsumerRecord<String, byte[]> with(
            ConsumerRecord<String, byte[]> record, String field, JsonNode value)
            throws IOException {
        var data = (ObjectNode) Json.mapper().readTree(record.value());
        data.set(field, value);
        return Wild.like(
                record, record.key(), Json.mapper().writeValueAsBytes(data), record.headers());
    }

    private static List<ConsumerRecord<String, byte[]>> records(int bytes, long seed) {
        return SubmissionWriter.events(SUBMISSION, null, document(bytes, seed), null).stream()
                .map(EventWriter::record)
                .map(Example::received)
                .toList();
    }

    private static byte[] document(int bytes, long seed) {
        byte[] document = new byte[bytes];
        new Random(seed).nextBytes(document);
        return document;
    }

    private static ConsumerRecord<String, byte[]> at(
            int offset, ConsumerRecord<String, byte[]> record) {
        var moved = new ConsumerRecord<>(record.topic(), 0, offset, record.key(), record.value());
        record.headers().forEach(moved.headers()::add);
        return moved;
    }
}
