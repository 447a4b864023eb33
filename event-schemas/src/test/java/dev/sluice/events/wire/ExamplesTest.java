package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.EventType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    static List<Example> examples() {
        return Example.all();
    }

    @ParameterizedTest
    @EnumSource
    void showsEveryType(EventType type) {
        assertThat(examples()).anyMatch(example -> example.type() == type);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fitsItsSchema(Example example) {
        assertThat(EventSchemas.problem(example.type(), example.data())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAndWrittenBackUnchanged(Example example) throws Exception {
        byte[] value = EventWriter.record(example.event()).value();

        JsonNode written = Json.mapper().readTree(value);

        assertThat(written).isEqualTo(example.data());
    }

    /** Otherwise the tests that are driven by examples would miss it. */
    @ParameterizedTest
    @EnumSource
    void showsEveryPropertyThatTheSchemaKnows(EventType type) {
        Set<String> shown = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (Example example : examples()) {
            if (example.type() == type) {
                for (Position position : Position.in(example)) {
                    shown.add(pathWithoutIndices(position));
                    position.schema().properties().stream()
                            .map(name -> pathWithoutIndices(position) + "/" + name)
                            .forEach(known::add);
                }
            }
        }

        assertThat(shown).containsAll(known);
    }

    /** A rule node below a rule node shows its properties on any level. */
    private static String pathWithoutIndices(Position position) {
        return String.join(
                        "/",
                        Arrays.stream(position.at().toString().split("/"))
                                .filter(step -> !step.matches("\\d+"))
                                .toList())
                .replace("rules/rules", "rules");
    }
}
