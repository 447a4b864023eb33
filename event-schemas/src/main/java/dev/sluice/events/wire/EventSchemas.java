package dev.sluice.events.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.InputStreamSource;
import dev.sluice.events.EventType;
import java.io.FileNotFoundException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schemas (draft 2020-12) of the events, one file per type in {@code schemas} beside this
 * class. They are the source of truth, strict for producers; consumers never apply them.
 */
public final class EventSchemas {

    private static final String BASE = "https://sluice.dev/schemas/";
    private static final Map<EventType, Schema> SCHEMAS = compile();

    private EventSchemas() {}

    /**
     * The {@code $id} of a type's schema, the CloudEvents {@code dataschema}; nobody fetches it.
     */
    public static URI id(EventType type) {
        return URI.create(BASE + type.shortName() + ".v1.json");
    }

    /** The first thing about the data that its schema forbids, as {@code /location: what}. */
    static Optional<String> problem(EventType type, JsonNode data) {
        return schema(type).validate(data).stream()
                .findFirst()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage());
    }

    private static Schema schema(EventType type) {
        Schema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalStateException(type + " has no schema");
        }
        return schema;
    }

    private static Map<EventType, Schema> compile() {
        var registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .failFast(true)
                                                        .formatAssertionsEnabled(true)
                                                        .locale(Locale.ENGLISH)
                                                        .build())
                                        .resourceLoaders(
                                                loaders -> loaders.add(EventSchemas::resource)));
        var schemas = new EnumMap<EventType, Schema>(EventType.class);
        for (EventType type : EventType.values()) {
            Schema schema = registry.getSchema(SchemaLocation.of(id(type).toString()));
            schema.initializeValidators();
            schemas.put(type, schema);
        }
        return schemas;
    }

    /** Ids are names of files beside this class; any other id has no resource at all. */
    private static InputStreamSource resource(AbsoluteIri id) {
        return () -> {
            String name = id.toString();
            var resource =
                    name.startsWith(BASE)
                            ? EventSchemas.class.getResourceAsStream(
                                    "schemas/" + name.substring(BASE.length()))
                            : null;
            if (resource == null) {
                throw new FileNotFoundException(name + " is no schema of Sluice");
            }
            return resource;
        };
    }
}
