package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.events.Account;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.FileStatus;
import dev.sluice.events.Service;
import dev.sluice.events.Trust;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventWriterTest {

    static List<Example> examples() {
        return Example.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesWhatTheReaderReads(Example example) {
        Event<?> event = example.event();

        Event<?> read = EventReader.read(Example.received(EventWriter.record(event)));

        assertThat(read).isEqualTo(event);
    }

    @Test
    void bindsCloudEventsInBinaryMode() {
        var record = EventWriter.record(Example.of(EventType.CHANGE_PROPOSED).event());

        ObjectNode binding = JsonNodeFactory.instance.objectNode();
        binding.put("topic", record.topic()).put("key", record.key());
        binding.set("headers", json(record.headers()));
        binding.put("value", Example.of(EventType.CHANGE_PROPOSED).name());
        assertThat(binding).isEqualTo(documentedBinding());
    }

    @Test
    void leavesOutTheHeadersOfWhatIsAbsent() {
        Event<?> caused = Example.of(EventType.CHANGE_PROPOSED).event();
        var first =
                new Event<Fact>(
                        caused.id(),
                        caused.source(),
                        caused.time(),
                        caused.correlationId(),
                        null,
                        null,
                        caused.fact());

        var record = EventWriter.record(first);

        assertThat(record.headers())
                .extracting(header -> header.key())
                .doesNotContain("ce_causationid", "ce_traceparent");
        assertThat(EventReader.read(Example.received(record))).isEqualTo(first);
    }

    @Test
    void sendsTheSameThroughAChannel() {
        Event<?> event = Example.of(EventType.CHANGE_DECIDED).event();
        var record = EventWriter.record(event);

        var message = EventWriter.message(event);

        assertThat(message.getPayload()).isEqualTo(record.value());
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getTopic()).isEqualTo(record.topic());
        assertThat(metadata.getKey()).isEqualTo(record.key());
        assertThat(metadata.getHeaders()).isEqualTo(record.headers());
    }

    @Test
    void refusesWhatDoesNotFitTheSchemaAndSaysWhere() {
        var proposed = (ChangeProposed) Example.of(EventType.CHANGE_PROPOSED).fact();
        var untold = by(proposed, proposed.author(), Trust.UNKNOWN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventWriter.record(event(untold)))
                .withMessage(
                        "dev.sluice.change.proposed.v1 does not fit its schema: /trust:"
                                + " does not have a value in the enumeration [\"trusted\", \"untrusted\"]");
    }

    @Test
    void doesNotQuoteWhatItRefuses() {
        var proposed = (ChangeProposed) Example.of(EventType.CHANGE_PROPOSED).fact();
        var author = new Account(-1, "hunter2".repeat(1000));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventWriter.record(event(by(proposed, author, proposed.trust()))))
                .withMessageContaining("/author/")
                .withMessageNotContaining("hunter2")
                .withMessageMatching("[^\\n\\r]+");
    }

    @Test
    void letsARecordOfTheLargestSizeLeaveAndRefusesOneByteMore() {
        int others = EventWriter.record(event(described(306, 1))).value().length - 1;
        int last = EventWriter.MAX_RECORD_BYTES - others;

        var largest = EventWriter.record(event(described(306, last)));

        assertThat(largest.value()).hasSize(EventWriter.MAX_RECORD_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventWriter.record(event(described(306, last + 1))))
                .withMessage(
                        "dev.sluice.change.described.v1 has 900001 bytes, at most 900000 may leave");
    }

    /** Authors choose names and paths; what they choose must not stop the event. */
    @Test
    void keepsATextWithControlCharactersAndHalfACharacter() {
        var proposed = (ChangeProposed) Example.of(EventType.CHANGE_PROPOSED).fact();
        var odd = by(proposed, new Account(1, "a\u0000\n\u202E\ud83d"), proposed.trust());

        var read = EventReader.read(Example.received(EventWriter.record(event(odd))));

        assertThat(read.fact()).isEqualTo(odd);
    }

    @Test
    void refusesASourceThatMayNotWriteToTheTopic() {
        Event<?> example = Example.of(EventType.CHANGE_PROPOSED).event();
        var foreign =
                new Event<>(
                        example.id(),
                        Service.NOTIFIER,
                        example.time(),
                        example.correlationId(),
                        null,
                        null,
                        example.fact());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventWriter.record(foreign))
                .withMessage("dev.sluice.change.proposed.v1 may not come from /sluice/notifier");
    }

    private static ChangeProposed by(ChangeProposed proposed, Account author, Trust trust) {
        return new ChangeProposed(
                proposed.revision(),
                proposed.repository(),
                proposed.number(),
                proposed.headRef(),
                proposed.headRepositoryId(),
                author,
                proposed.actor(),
                trust,
                proposed.reason(),
                proposed.draft(),
                proposed.labels());
    }

    /** A description with files of long paths and a last one whose path has the given length. */
    private static ChangeDescribed described(int files, int last) {
        var example = (ChangeDescribed) Example.of(EventType.CHANGE_DESCRIBED).fact();
        return new ChangeDescribed(
                example.revision(),
                example.repository(),
                example.baselineSha(),
                example.ancestors(),
                example.commits(),
                IntStream.rangeClosed(0, files)
                        .mapToObj(i -> i < files ? 2900 : last)
                        .map(length -> new ChangedFile("f".repeat(length), FileStatus.ADDED, null))
                        .toList(),
                example.truncated(),
                example.patchId(),
                example.configuration(),
                example.plan());
    }

    private static Event<?> event(Fact fact) {
        return new Event<>(
                UUID.randomUUID(),
                EventType.of(fact).topic().producers().iterator().next(),
                Instant.EPOCH,
                UUID.randomUUID(),
                null,
                null,
                fact);
    }

    private static JsonNode documentedBinding() {
        return Example.json(
                Path.of("src/main/resources/dev/sluice/events/wire/examples/binary-binding.json"));
    }

    private static ObjectNode json(Headers headers) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        headers.forEach(header -> {
            assertThat(node.has(header.key())).as("%s is there once", header.key()).isFalse();
            node.set(header.key(), TextNode.valueOf(new String(header.value(), UTF_8)));
        });
        return node;
    }
}
