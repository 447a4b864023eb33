package dev.sluice.scanners.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A table of a TOML file; complaints name the file, the line and the rule.
 *
 * @param owner the rule it belongs to, for complaints; empty outside of rules
 * @param lineOf where a field of it stands
 */
record TomlTable(String file, String owner, JsonNode node, ToIntFunction<String> lineOf) {

    TomlTable {
        if (!node.isObject()) {
            throw new InvalidRulesException(
                    file + ":" + lineOf.applyAsInt("") + ": a table is missing");
        }
    }

    /** Refuses fields that are not among these. */
    void only(Set<String> known) {
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw refusal(name, name + " is not supported");
                    }
                });
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Empty when absent. */
    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw refusal(name, name + " is a text");
        }
        return value.asText("");
    }

    /** 0 when absent. */
    double number(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNumber()) {
            throw refusal(name, name + " is a number");
        }
        return value.asDouble(0);
    }

    /** Empty when absent. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw refusal(name, name + " is a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** The tables of a list of such, or the one table; empty when absent. */
    List<TomlTable> tables(String name, ToIntFunction<String> lines) {
        JsonNode value = node.path(name);
        List<JsonNode> items = value.isObject() ? List.of(value) : list(name);
        return items.stream().map(item -> new TomlTable(file, owner, item, lines)).toList();
    }

    private List<JsonNode> list(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw refusal(name, name + " is a list");
        }
        var items = new ArrayList<JsonNode>();
        value.forEach(items::add);
        return items;
    }

    /** What a text is turned into; what the function throws becomes the complaint. */
    <T> T parsed(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(name, name + ": " + e.getMessage());
        }
    }

    InvalidRulesException refusal(String name, String why) {
        return new InvalidRulesException(
                "%s:%d: %s%s"
                        .formatted(
                                file,
                                lineOf.applyAsInt(name),
                                owner.isEmpty() ? "" : "rule " + owner + ": ",
                                why));
    }
}
