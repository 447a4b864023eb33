package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.EventType;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.Service;
import dev.sluice.events.Submission;
import dev.sluice.events.wire.SubmissionReader.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionReaderTest {

    private final Submission submission =
            ((ScanSubmitted) Example.of(EventType.SCAN_SUBMITTED).fact()).submission();
    private final SubmissionReader<String> reader = new SubmissionReader<>();

    @ParameterizedTest
    @CsvSource({"1, 1", "640000, 1", "640001, 2", "52428800, 82"})
    void keepsADocumentOfAnySizeByteForByte(int bytes, int parts) {
        byte[] document = document(bytes);
        List<ConsumerRecord<String, byte[]>> records = records(document, 0, 0);
        assertThat(records)
                .hasSize(parts)
                .allMatch(record -> record.key().equals(submission.repository().key()))
                .allMatch(record -> record.value().length <= EventWriter.MAX_RECORD_BYTES);

        Step<String> last = new Step.Incomplete<>(List.of());
        for (ConsumerRecord<String, byte[]> record : records) {
            assertThat(last).isInstanceOf(Step.Incomplete.class);
            last = reader.next(record, "a");
        }

        var whole = (Step.Complete<String>) last;
        assertThat(Arrays.equals(whole.compressed(), document)).as("the same bytes").isTrue();
        assertThat(whole.event().fact().submission()).isEqualTo(submission);
        assertThat(whole.event().correlationId()).isEqualTo(submission.id());
        assertThat(whole.records()).hasSize(parts);
    }

    @Test
    void handingInTheSameAgainReleasesThePartsOfTheAttemptBefore() {
        byte[] document = document(1_000_000);
        reader.next(records(document, 0, 0).getFirst(), "old");

        Step<String> step = reader.next(records(document, 10, 0).getFirst(), "new");

        assertThat(step).isEqualTo(new Step.Incomplete<>(List.of("old")));
    }

    @Test
    void letsGoOfHalfASubmissionWhenItsPartitionHasGoneOn() {
        reader.next(records(document(1_000_000), 0, 0).getFirst(), "half");
        long later = Duration.ofMinutes(10).toMillis() + 1;

        Step<String> step = reader.next(records(document(10), 5, later).getFirst(), "other");

        assertThat(((Step.Complete<String>) step).abandoned()).containsExactly("half");
    }

    @Test
    void partsThatDoNotAddUpAreBrokenTogether() {
        var events = SubmissionWriter.events(submission, null, document(1_000_000), null);
        ScanSubmitted second = events.get(1).fact();
        var torn =
                new ScanSubmitted(
                        submission,
                        null,
                        2,
                        2,
                        second.bytes(),
                        second.digest(),
                        events.get(0).fact().content());
        reader.next(received(EventWriter.record(events.get(0)), 0, 0), "a");

        var step =
                (Step.Broken<String>)
                        reader.next(
                                received(
                                        EventWriter.record(
                                                events.get(1)
                                                        .then(
                                                                events.get(1).id(),
                                                                Service.INGEST,
                                                                events.get(1).time(),
                                                                torn)),
                                        1,
                                        0),
                                "b");

        assertThat(step.records()).containsExactly("a", "b");
        assertThat(step.reason()).hasMessageEndingWith("do not add up");
    }

    @Test
    void refusesMorePartsThanAnySubmissionHas() {
        ScanSubmitted example = (ScanSubmitted) Example.of(EventType.SCAN_SUBMITTED).fact();
        var many =
                new ScanSubmitted(
                        submission, null, 1, 5000, 1, example.digest(), example.content());
        var event = SubmissionWriter.events(submission, null, document(1), null).getFirst();
        ConsumerRecord<String, byte[]> record =
                received(
                        EventWriter.record(
                                event.then(event.id(), event.source(), event.time(), many)),
                        0,
                        0);

        var step = (Step.Broken<String>) reader.next(record, "a");

        assertThat(step.reason()).hasMessageContaining("5000 parts");
    }

    private List<ConsumerRecord<String, byte[]>> records(
            byte[] document, long offset, long timestamp) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var event : SubmissionWriter.events(submission, null, document, null)) {
            records.add(received(EventWriter.record(event), offset + records.size(), timestamp));
        }
        return records;
    }

    private static ConsumerRecord<String, byte[]> received(
            ProducerRecord<String, byte[]> sent, long offset, long timestamp) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                sent.key().length(),
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static byte[] document(int bytes) {
        var document = new byte[bytes];
        new Random(bytes).nextBytes(document);
        return document;
    }
}
