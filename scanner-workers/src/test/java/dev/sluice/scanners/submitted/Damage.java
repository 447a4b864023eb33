package dev.sluice.scanners.submitted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Documents that are like a good one but for two places, which hold anything. */
final class Damage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Damage() {}

    static Arbitrary<Document> of(String good) {
        List<JsonPointer> places = new ArrayList<>();
        collect(tree(good), JsonPointer.empty(), places);
        Arbitrary<JsonPointer> place = Arbitraries.of(places);
        return Combinators.combine(place, odd(), place, odd())
                .as((one, value, other, another) -> {
                    JsonNode tree = tree(good);
                    put(tree, one, value);
                    put(tree, other, another);
                    return Documents.of(tree.toString());
                });
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        node.propertyStream()
                .forEach(field -> {
                    places.add(at.appendProperty(field.getKey()));
                    collect(field.getValue(), at.appendProperty(field.getKey()), places);
                });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at.appendIndex(i));
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    /** Does nothing where another one has taken the place away. */
    private static void put(JsonNode tree, JsonPointer place, JsonNode value) {
        switch (tree.at(place.head())) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
            case ArrayNode array
                    when !array.isEmpty() && place.last().getMatchingIndex() < array.size() ->
                    array.set(Math.max(0, place.last().getMatchingIndex()), value);
            default -> {}
        }
    }

    private static Arbitrary<JsonNode> odd() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        JSON.nullNode(),
                        JSON.objectNode(),
                        JSON.objectNode().put(Reading.MARKER, 1),
                        JSON.objectNode().set(Reading.MARKER, JSON.objectNode().putNull("text")),
                        JSON.arrayNode(),
                        JSON.arrayNode().addNull(),
                        JSON.booleanNode(true),
                        JSON.booleanNode(false),
                        JSON.numberNode(-1),
                        JSON.numberNode(0),
                        JSON.numberNode(1.5),
                        JSON.numberNode(Integer.MAX_VALUE),
                        JSON.numberNode(Long.MAX_VALUE),
                        JSON.textNode(""),
                        JSON.textNode(" "),
                        JSON.textNode("NaN"),
                        JSON.textNode("../../etc/passwd"),
                        JSON.textNode("file:///etc/passwd"),
                        JSON.textNode("%2e%2e/%00"),
                        JSON.textNode("/".repeat(5_000)),
                        JSON.textNode(Reading.MARKER + "\r\n\u001b[31m\u202e\u2028\0{0}"),
                        JSON.textNode(Reading.MARKER + "\ud800")),
                Arbitraries.strings().ofMaxLength(20).map(JSON::textNode));
    }
}
