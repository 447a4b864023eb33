package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

class EventReaderPropertiesTest {

    private static final List<Example> EXAMPLES = Example.all();
    private static final List<String> HEADERS =
            Arrays.stream(EventWriter.record(EXAMPLES.getFirst().event()).headers().toArray())
                    .map(header -> header.key())
                    .toList();

    @Property(tries = 200, seed = "20261121")
    void whatWasWrittenIsRead(@ForAll("events") Event<?> event) {
        assertThat(EventReader.read(Example.received(EventWriter.record(event)))).isEqualTo(event);
    }

    @Property(tries = 500, seed = "20261121")
    void whateverStandsInTwoPlacesOfTheDataNothingOfItIsQuoted(
            @ForAll("damagedData") JsonNodeOf data) {
        readsOrRefuses(data.example().with(data.json()).record(), true);
    }

    @Property(tries = 500, seed = "20261121")
    void whateverAHeaderHoldsTheRecordIsReadOrRefused(
            @ForAll("examples") Example example,
            @ForAll("headers") String name,
            @ForAll("values") byte[] value,
            @ForAll boolean twice) {
        var record = example.record();
        if (!twice) {
            record.headers().remove(name);
        }
        record.headers().add(name, value);

        readsOrRefuses(record, false);
    }

    @Property(tries = 500, seed = "20261121")
    void whateverTheValueIsTheRecordIsReadOrRefused(
            @ForAll("examples") Example example,
            @ForAll int place,
            @ForAll byte other,
            @ForAll boolean cut,
            @ForAll @StringLength(max = 5) String key) {
        var record = example.record();
        byte[] value = record.value();
        int at = Math.floorMod(place, value.length);
        value[at] = other;
        byte[] damaged = cut ? Arrays.copyOf(value, at) : value;

        readsOrRefuses(
                Wild.like(record, key.isEmpty() ? null : key, damaged, record.headers()), false);
    }

    @Property(tries = 200, seed = "20261121")
    void anyBytesAreRefused(@ForAll("examples") Example example, @ForAll byte[] value) {
        var record = example.record();
        var damaged = Wild.like(record, "key", value, record.headers());

        assertThatCode(() -> EventReader.read(damaged))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatCode(() -> EventReader.read(Wild.like(record, null, value, new RecordHeaders())))
                .isInstanceOf(UnreadableRecordException.class);
    }

    /** Any other exception fails the property. */
    private static void readsOrRefuses(ConsumerRecord<String, byte[]> record, boolean marked) {
        try {
            assertThat(EventReader.read(record).fact()).isNotNull();
        } catch (UnreadableRecordException e) {
            assertThat(e.getMessage()).matches(Wild::isOneLine, "one line");
            if (marked) {
                assertThat(e.getMessage()).doesNotContain(Wild.MARKER);
            }
        }
    }

    /** An example with other data. */
    record JsonNodeOf(Example example, JsonNode json) {}

    @Provide
    Arbitrary<Example> examples() {
        return Arbitraries.of(EXAMPLES);
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
    Arbitrary<JsonNodeOf> damagedData() {
        return examples()
                .flatMap(example ->
                        Combinators.combine(
                                        Arbitraries.of(
                                                Position.in(example).stream()
                                                        .filter(position -> !position.isRoot())
                                                        .toList()),
                                        Wild.json(),
                                        Arbitraries.of(true, false))
                                .as((position, json, removed) ->
                                        new JsonNodeOf(
                                                example,
                                                removed && !position.at().last().mayMatchElement()
                                                        ? position.remove(example)
                                                        : position.replace(example, json))));
    }

    @Provide
    Arbitrary<Event<?>> events() {
        Arbitrary<UUID> ids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        return Combinators.combine(
                        examples(),
                        ids,
                        ids.injectNull(0.3),
                        Arbitraries.longs().between(0, Instant.now().toEpochMilli()),
                        Arbitraries.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                                .injectNull(0.3))
                .flatAs((example, id, cause, millis, trace) ->
                        Arbitraries.of(example.type().topic().producers())
                                .map(source ->
                                        new Event<>(
                                                id,
                                                source,
                                                Instant.ofEpochMilli(millis),
                                                id,
                                                cause,
                                                trace,
                                                example.fact())));
    }
}
