package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.events.EventType;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known has to be there and has to be what it is; the message says where it is not. */
class StrictReadingTest {

    /** Never to be seen in a message, whatever is wrong. */
    private static final String CONTENT = "hunter2";

    static Stream<Arguments> required() {
        return positions(Position::required);
    }

    static Stream<Arguments> values() {
        return positions(position -> true);
    }

    static Stream<Arguments> elements() {
        return positions(position -> position.name().matches("\\d+"));
    }

    private static Stream<Arguments> positions(Predicate<Position> wanted) {
        return Example.all().stream()
                .flatMap(example ->
                        Position.in(example).stream()
                                .filter(position -> !position.isRoot())
                                .filter(wanted)
                                .map(position -> Arguments.of(example, position)));
    }

    @ParameterizedTest
    @MethodSource("required")
    void refusesAMissingField(Example example, Position position) {
        refuses(example.with(position.remove(example)), position.name());
    }

    @ParameterizedTest
    @MethodSource("required")
    void refusesNullForAField(Example example, Position position) {
        refuses(example.with(position.replace(example, NullNode.instance)), position.name());
    }

    @ParameterizedTest
    @MethodSource("elements")
    void refusesNullAsAnElement(Example example, Position position) {
        refuses(example.with(position.replace(example, NullNode.instance)), listOf(position));
    }

    @ParameterizedTest
    @MethodSource("values")
    void refusesAMistypedValue(Example example, Position position) {
        for (JsonNode wrong : wrongFor(position.schema())) {
            refuses(
                    example.with(position.replace(example, wrong)),
                    isElementOrKey(position) ? listOf(position) : position.name());
        }
    }

    @Test
    void refusesTheWholeWhenItIsNoObject() {
        for (String json : List.of("[]", "null", "7", "\"" + CONTENT + "\"", "true")) {
            refuses(json, EventType.CHANGE_CLOSED.wireName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "hunter2",
                "{} {}",
                "{}]",
                "{\"number\": NaN}",
                "{\"number\": Infinity}",
                "{\"number\": +1}",
                "{'change': 1}",
                "{/* hunter2 */}",
                "\u0000"
            })
    void refusesWhatIsNotJson(String text) {
        refuses(text, "");
    }

    @Test
    void refusesInvalidUtf8() {
        var record = record("{\"change\": \"?\"}");
        record.value()[12] = (byte) 0xC3;

        refuses(record, "not well-formed JSON");
    }

    @Test
    void readsTheDeepestNestingAndRefusesOneLevelMore() {
        String known = Example.of(EventType.CHANGE_CLOSED).data().toString();
        String foreign = "{\"foreign\": %s%s, " + known.substring(1);
        int depth = Json.MAX_DEPTH - 1;

        EventReader.read(record(foreign.formatted("[".repeat(depth), "]".repeat(depth))));

        refuses(foreign.formatted("[".repeat(depth + 1), "]".repeat(depth + 1)), "limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "1e400",
                "1E999999999",
                "1.5",
                "1.0"
            })
    void refusesANumberThatIsNotWholeOrOutOfRange(String number) {
        refuses(withNumber(number), "id");
    }

    @Test
    void refusesANumberOfMoreDigitsThanAnybodyNeeds() {
        refuses(withNumber("1".repeat(Json.MAX_NUMBER_DIGITS + 1)), "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "1e400", "-0.1", "10.1"})
    void refusesAScoreOffTheScale(String score) {
        JsonNode data =
                Example.all().stream()
                        .filter(example -> example.name().contains("dependencies"))
                        .findFirst()
                        .orElseThrow()
                        .data();
        var record = new Example(EventType.SCAN_REPORTED, "score", data).record();
        String json =
                new String(record.value(), UTF_8).replace("\"score\":10.0", "\"score\":" + score);

        refuses(withValue(record, json.getBytes(UTF_8)), "score");
    }

    private static String withNumber(String number) {
        return Example.of(EventType.CHANGE_CLOSED)
                .data()
                .toString()
                .replace("\"id\":715203344", "\"id\":" + number);
    }

    private static List<JsonNode> wrongFor(SchemaDocument schema) {
        JsonNode text = TextNode.valueOf(CONTENT);
        JsonNode object = JsonNodeFactory.instance.objectNode().put("foreign", CONTENT);
        JsonNode list = JsonNodeFactory.instance.arrayNode().add(CONTENT);
        return switch (schema.node().path("type").asText()) {
            case "string" ->
                    schema.node().has("format")
                                    && !schema.node().get("format").asText().equals("uri")
                            ? List.of(IntNode.valueOf(7), BooleanNode.TRUE, object, list, text)
                            : List.of(
                                    IntNode.valueOf(7),
                                    DoubleNode.valueOf(7.5),
                                    BooleanNode.TRUE,
                                    object,
                                    list);
            case "boolean" ->
                    List.of(IntNode.valueOf(1), TextNode.valueOf("true"), text, object, list);
            case "integer" ->
                    List.of(
                            DoubleNode.valueOf(7.5),
                            TextNode.valueOf("7"),
                            BooleanNode.TRUE,
                            object,
                            list);
            case "number" -> List.of(TextNode.valueOf("7"), BooleanNode.TRUE, object, list);
            case "array" -> List.of(IntNode.valueOf(7), BooleanNode.TRUE, object, text);
            case "object" ->
                    List.of(IntNode.valueOf(7), BooleanNode.TRUE, list, text, TextNode.valueOf(""));
            default -> throw new AssertionError("a schema without type: " + schema.node());
        };
    }

    /** Keys of a map are data, and no message quotes data. */
    private static boolean isElementOrKey(Position position) {
        return position.name().matches("\\d+|.+/v\\d+");
    }

    /** The name of the list or map that the element is in. */
    private static String listOf(Position position) {
        return position.at().head().last().getMatchingProperty();
    }

    private static void refuses(Example example, String named) {
        refuses(example.record(), named);
    }

    private static void refuses(String json, String named) {
        refuses(record(json), named);
    }

    private static void refuses(ConsumerRecord<String, byte[]> record, String named) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .as(() -> new String(record.value(), UTF_8))
                .isThrownBy(() -> EventReader.read(record))
                .withNoCause()
                .withMessageContaining(named)
                .withMessageNotContaining(CONTENT)
                .withMessageMatching("[^\\n\\r]+");
    }

    private static ConsumerRecord<String, byte[]> record(String json) {
        return withValue(Example.of(EventType.CHANGE_CLOSED).record(), json.getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> withValue(
            ConsumerRecord<String, byte[]> record, byte[] value) {
        var other = new ConsumerRecord<>(record.topic(), 0, 0, record.key(), value);
        record.headers().forEach(other.headers()::add);
        return other;
    }
}
