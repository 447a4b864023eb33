package dev.sluice.events.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A value in an example, with the schema that governs it. */
record Position(JsonPointer at, SchemaDocument schema, boolean required) {

    /** The example's root and every value below it. */
    static List<Position> in(Example example) {
        return below(JsonPointer.empty(), SchemaDocument.of(example.type()), true, example.data())
                .toList();
    }

    private static Stream<Position> below(
            JsonPointer at, SchemaDocument schema, boolean required, JsonNode data) {
        Stream<Position> children =
                switch (data) {
                    case ObjectNode object ->
                            object.propertyStream()
                                    .flatMap(child ->
                                            below(
                                                    at.appendProperty(child.getKey()),
                                                    schema.isMap()
                                                            ? schema.values()
                                                            : schema.property(child.getKey()),
                                                    schema.required().contains(child.getKey()),
                                                    child.getValue()));
                    case ArrayNode array ->
                            IntStream.range(0, array.size())
                                    .boxed()
                                    .flatMap(index ->
                                            below(
                                                    at.appendIndex(index),
                                                    schema.items(),
                                                    false,
                                                    array.get(index)));
                    default -> Stream.empty();
                };
        return Stream.concat(Stream.of(new Position(at, schema, required)), children);
    }

    boolean isRoot() {
        return at.matches();
    }

    /** The name of the property, or the index of the element. */
    String name() {
        return at.last().getMatchingProperty();
    }

    /** The example's data with another value here. */
    JsonNode replace(Example example, JsonNode value) {
        JsonNode copy = example.data().deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode object -> object.set(name(), value);
            case ArrayNode array -> array.set(at.last().getMatchingIndex(), value);
            default -> throw new AssertionError("nothing to replace at " + at);
        }
        return copy;
    }

    /** The example's data without this property. */
    JsonNode remove(Example example) {
        JsonNode copy = example.data().deepCopy();
        ((ObjectNode) copy.at(at.head())).remove(name());
        return copy;
    }

    @Override
    public String toString() {
        return at.toString();
    }
}
