package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** An example from {@code src/main/resources}, the data of one event. */
record Example(EventType type, String name, JsonNode data) {

    private static final Path DIRECTORY =
            Path.of("src/main/resources/dev/sluice/events/wire/examples");

    /** All of them, in order of their file names. */
    static List<Example> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().flatMap(Example::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Example of(EventType type) {
        return all().stream().filter(example -> example.type == type).findFirst().orElseThrow();
    }

    private static Stream<Example> of(Path file) {
        String name = file.getFileName().toString();
        return Arrays.stream(EventType.values())
                .filter(type -> name.startsWith(type.shortName() + ".v1."))
                .map(type -> new Example(type, name, json(file)));
    }

    static JsonNode json(Path file) {
        try {
            return Json.mapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    Example with(JsonNode other) {
        return new Example(type, name, other);
    }

    /** What its reader makes of it. */
    Fact fact() {
        return EventReader.read(record()).fact();
    }

    /** The event with this example as its fact, with every attribute set. */
    Event<?> event() {
        return new Event<>(
                UUID.fromString("e2c21a1d-eeeb-568c-9c2d-e12fd4e4f1a7"),
                type.topic().producers().iterator().next(),
                Instant.parse("2026-11-21T09:30:00.123Z"),
                UUID.fromString("22e63d11-088a-5cb7-899f-902490858926"),
                UUID.fromString("60f80481-9236-5541-9373-d8cda3b84e79"),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                fact());
    }

    /** The record that carries this example's data as it is, valid or not. */
    ConsumerRecord<String, byte[]> record() {
        Service source = type.topic().producers().iterator().next();
        Headers headers =
                CloudEventHeaders.create()
                        .with(CloudEventHeaders.ID, "e2c21a1d-eeeb-568c-9c2d-e12fd4e4f1a7")
                        .with(CloudEventHeaders.SOURCE, source.source())
                        .with(CloudEventHeaders.TYPE, type.wireName())
                        .with(CloudEventHeaders.TIME, "2026-11-21T09:30:00.123Z")
                        .with(
                                CloudEventHeaders.CORRELATION_ID,
                                "22e63d11-088a-5cb7-899f-902490858926")
                        .asKafka();
        return received(
                new ProducerRecord<>(
                        type.topic().topicName(),
                        null,
                        "key",
                        data.toString().getBytes(UTF_8),
                        headers));
    }

    /** The record as a consumer gets it. */
    static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0L,
                0L,
                TimestampType.CREATE_TIME,
                sent.key().length(),
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
