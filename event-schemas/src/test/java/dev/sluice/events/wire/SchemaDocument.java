package dev.sluice.events.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A schema as the file it is: a node, and the document in which its references are resolved. */
record SchemaDocument(String file, JsonNode root, JsonNode node) {

    private static final Path DIRECTORY =
            Path.of("src/main/resources/dev/sluice/events/wire/schemas");

    static List<SchemaDocument> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(file -> of(file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaDocument of(EventType type) {
        return of(type.shortName() + ".v1.json");
    }

    private static SchemaDocument of(String file) {
        JsonNode root = Example.json(DIRECTORY.resolve(file));
        return new SchemaDocument(file, root, root);
    }

    /** The same place, any reference followed. */
    SchemaDocument resolved() {
        if (!node.has("$ref")) {
            return this;
        }
        String[] reference = node.get("$ref").asText().split("#", 2);
        SchemaDocument target = reference[0].isEmpty() ? this : of(reference[0]);
        return target.at(target.root.at(reference[1])).resolved();
    }

    /** The schema of a property, resolved. */
    SchemaDocument property(String name) {
        return at(node.path("properties").path(name)).resolved();
    }

    /** The schema of the elements of an array, resolved. */
    SchemaDocument items() {
        return at(node.path("items")).resolved();
    }

    /** The schema of the values of an object that is a map, resolved. */
    SchemaDocument values() {
        return at(node.path("additionalProperties")).resolved();
    }

    boolean is(String type) {
        return node.path("type").asText().equals(type);
    }

    boolean isMap() {
        return is("object") && node.path("additionalProperties").isObject();
    }

    boolean isEnum() {
        return node.has("enum");
    }

    List<String> required() {
        return texts("required");
    }

    List<String> enumValues() {
        return texts("enum");
    }

    List<String> properties() {
        var names = new ArrayList<String>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private SchemaDocument at(JsonNode other) {
        if (other.isMissingNode()) {
            throw new AssertionError("a schema is missing in " + file + " below " + node);
        }
        return new SchemaDocument(file, root, other);
    }

    private List<String> texts(String keyword) {
        var values = new ArrayList<String>();
        node.path(keyword).forEach(value -> values.add(value.asText()));
        return values;
    }

    @Override
    public String toString() {
        return file;
    }
}
