package dev.sluice.ingest.github;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON that is like a good one but for one or two places, which hold anything. */
public final class Damage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Damage() {}

    public static Arbitrary<ObjectNode> of(ObjectNode good) {
        return Combinators.combine(place(good), odd(), place(good), odd())
                .as((first, one, second, another) -> {
                    ObjectNode tree = good.deepCopy();
                    replace(tree, first, one);
                    replace(tree, second, another);
                    return tree;
                });
    }

    private static Arbitrary<JsonPointer> place(ObjectNode good) {
        List<JsonPointer> places = new ArrayList<>();
        collect(good, JsonPointer.empty(), places);
        return Arbitraries.of(places);
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> {
                        JsonPointer place = at.appendProperty(field.getKey());
                        places.add(place);
                        collect(field.getValue(), place, places);
                    });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(at.appendIndex(i));
                collect(array.get(i), at.appendIndex(i), places);
            }
        }
    }

    /** Does nothing where the first replacement has taken the place away. */
    private static void replace(ObjectNode tree, JsonPointer place, JsonNode value) {
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ObjectNode object) {
            if (value.isMissingNode()) {
                object.remove(place.last().getMatchingProperty());
            } else {
                object.set(place.last().getMatchingProperty(), value);
            }
        } else if (parent instanceof ArrayNode array
                && place.last().getMatchingIndex() >= 0
                && place.last().getMatchingIndex() < array.size()
                && !value.isMissingNode()) {
            array.set(place.last().getMatchingIndex(), value);
        }
    }

    private static Arbitrary<JsonNode> odd() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        JSON.nullNode(),
                        JSON.missingNode(),
                        JSON.objectNode(),
                        JSON.arrayNode(),
                        JSON.arrayNode().addNull(),
                        JSON.booleanNode(true),
                        JSON.numberNode(0),
                        JSON.numberNode(-1),
                        JSON.numberNode(1.5),
                        JSON.numberNode(Long.MAX_VALUE),
                        JSON.numberNode(1L << 53),
                        JSON.numberNode(BigInteger.TWO.pow(80)),
                        JSON.textNode(""),
                        JSON.textNode(" "),
                        JSON.textNode("x".repeat(2000)),
                        JSON.textNode("\0"),
                        JSON.textNode("a\nb"),
                        JSON.textNode("\u202e"),
                        JSON.textNode("../../etc"),
                        JSON.textNode("--upload-pack=x"),
                        JSON.textNode("HEAD.lock"),
                        JSON.textNode("0".repeat(40)),
                        JSON.textNode("A".repeat(40)),
                        JSON.textNode("+999999999-12-31T23:59:59Z"),
                        JSON.textNode("-999999999-01-01T00:00:00Z"),
                        JSON.textNode("file:///etc/passwd")),
                Arbitraries.strings().ofMaxLength(40).map(JSON::textNode),
                Arbitraries.strings().ascii().ofMaxLength(40).map(JSON::textNode),
                Arbitraries.longs().map(JSON::numberNode));
    }
}
