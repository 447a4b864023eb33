package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.events.Fact;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a newer producer adds does not stop an older consumer, wherever it adds it. */
class TolerantReadingTest {

    static Stream<Arguments> objects() {
        return positions(position -> position.schema().is("object") && !position.schema().isMap());
    }

    static Stream<Arguments> enums() {
        return positions(position -> position.schema().isEnum());
    }

    private static Stream<Arguments> positions(Predicate<Position> wanted) {
        return Example.all().stream()
                .flatMap(example ->
                        Position.in(example).stream()
                                .filter(wanted)
                                .map(position -> Arguments.of(example, position)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void ignoresAForeignProperty(Example example, Position position) {
        JsonNode newer = example.data().deepCopy();
        ObjectNode foreign = ((ObjectNode) newer.at(position.at())).putObject("addedLater");
        foreign.putArray("deep").addObject().put("number", 1);

        assertThat(example.with(newer).fact()).isEqualTo(example.fact());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void readsAForeignEnumValueAsUnknown(Example example, Position position) throws IOException {
        JsonNode newer = position.replace(example, TextNode.valueOf("added-later"));

        JsonNode read = written(example.with(newer).fact());

        assertThat(read).isEqualTo(position.replace(example, TextNode.valueOf("unknown")));
    }

    private static JsonNode written(Fact fact) throws IOException {
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(fact));
    }
}
