package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.events.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    static List<SchemaDocument> schemas() {
        return SchemaDocument.all();
    }

    @Test
    void thereIsOnePerTypeAndOneThatTheyShare() {
        assertThat(schemas())
                .extracting(SchemaDocument::file)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Arrays.stream(EventType.values()).map(EventType::shortName),
                                        Stream.of("common"))
                                .map(name -> name + ".v1.json")
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theIdIsTheDataSchemaOfTheEvent(EventType type) {
        assertThat(SchemaDocument.of(type).root().get("$id").asText())
                .isEqualTo(EventSchemas.id(type).toString())
                .isEqualTo("https://sluice.dev/schemas/" + type.shortName() + ".v1.json");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isValidAgainstTheDraftItDeclares(SchemaDocument schema) {
        String draft = "https://json-schema.org/draft/2020-12/schema";
        var metaSchema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(draft));

        assertThat(schema.root().get("$schema").asText()).isEqualTo(draft);
        assertThat(metaSchema.validate(schema.root())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void closesEveryObject(SchemaDocument schema) {
        forEachType(
                schema,
                "object",
                node -> assertThat(node.has("additionalProperties")).as(node::toString).isTrue());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void limitsEveryText(SchemaDocument schema) {
        forEachType(
                schema,
                "string",
                node ->
                        assertThat(node.has("maxLength") || node.has("enum"))
                                .as(node::toString)
                                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void limitsEveryList(SchemaDocument schema) {
        forEachType(
                schema,
                "array",
                node -> assertThat(node.has("maxItems")).as(node::toString).isTrue());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void limitsEveryNumber(SchemaDocument schema) {
        for (String type : List.of("integer", "number")) {
            forEachType(
                    schema,
                    type,
                    node ->
                            assertThat(node.has("minimum") && node.has("maximum"))
                                    .as(node::toString)
                                    .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void refersOnlyToItselfAndToWhatIsShared(SchemaDocument schema) {
        schema.root()
                .findValuesAsText("$ref")
                .forEach(reference ->
                        assertThat(reference).matches("(common\\.v1\\.json)?#/\\$defs/\\w+"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void usesEveryDefinition(SchemaDocument schema) {
        String references =
                schemas().stream()
                        .flatMap(other -> other.root().findValuesAsText("$ref").stream())
                        .toList()
                        .toString();

        schema.root()
                .path("$defs")
                .fieldNames()
                .forEachRemaining(name -> assertThat(references).contains("#/$defs/" + name));
    }

    private static void forEachType(SchemaDocument schema, String type, Consumer<JsonNode> check) {
        schema.root().findParents("type").stream()
                .filter(node -> node.get("type").asText().equals(type))
                .forEach(check);
    }
}
