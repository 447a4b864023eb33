package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.events.ChangeId;
import dev.sluice.events.EventType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema is the source of truth; this holds the records to it, component by component. */
class SchemasMatchRecordsTest {

    /** Guards against the recursion of rule nodes. */
    private final Set<Class<?>> compared = new HashSet<>();

    @ParameterizedTest
    @EnumSource
    void everyTypeSaysTheSameInBoth(EventType type) {
        compareRecord(type.shortName(), SchemaDocument.of(type), type.fact());
    }

    private void compareRecord(String path, SchemaDocument schema, Class<?> record) {
        if (!compared.add(record)) {
            return;
        }
        List<RecordComponent> components = List.of(record.getRecordComponents());
        assertThat(schema.properties())
                .as("properties of %s", path)
                .containsExactlyInAnyOrderElementsOf(
                        components.stream().map(RecordComponent::getName).toList());
        assertThat(schema.required())
                .as("what %s requires", path)
                .containsExactlyInAnyOrderElementsOf(
                        components.stream()
                                .filter(component -> !isNullable(component.getAnnotatedType()))
                                .map(RecordComponent::getName)
                                .toList());
        for (RecordComponent component : components) {
            compare(
                    path + "." + component.getName(),
                    schema.property(component.getName()),
                    component.getAnnotatedType());
        }
    }

    private void compare(String path, SchemaDocument schema, AnnotatedType type) {
        Class<?> raw = raw(type);
        if (raw == List.class) {
            assertThat(schema.is("array")).as("%s is an array", path).isTrue();
            compare(path + "[]", schema.items(), argument(type, 0));
        } else if (raw == Map.class) {
            assertThat(schema.isMap()).as("%s is a map", path).isTrue();
            compare(path + "{}", schema.values(), argument(type, 1));
        } else if (raw.isEnum()) {
            compareEnum(path, schema, raw);
        } else if (raw.isRecord() && raw != ChangeId.class) {
            compareRecord(path, schema, raw);
        } else {
            compareScalar(path, schema, raw);
        }
    }

    private static void compareEnum(String path, SchemaDocument schema, Class<?> raw) {
        List<String> names =
                Arrays.stream(raw.getFields())
                        .filter(field -> field.isEnumConstant())
                        .map(field -> field.getAnnotation(JsonProperty.class).value())
                        .toList();
        assertThat(names).as("%s can be read when it is new", path).contains("unknown");
        var values = new HashSet<>(schema.enumValues());
        values.add("unknown");
        assertThat(values).as("values of %s", path).containsExactlyInAnyOrderElementsOf(names);
    }

    private static void compareScalar(String path, SchemaDocument schema, Class<?> raw) {
        String type =
                Map.<Class<?>, String>of(
                                String.class, "string",
                                ChangeId.class, "string",
                                UUID.class, "string",
                                Instant.class, "string",
                                boolean.class, "boolean",
                                int.class, "integer",
                                long.class, "integer",
                                Long.class, "integer",
                                double.class, "number")
                        .getOrDefault(raw, "nothing that is known here");
        String format =
                Map.<Class<?>, String>of(UUID.class, "uuid", Instant.class, "date-time")
                        .getOrDefault(raw, "");
        assertThat(schema.node().path("type").asText()).as("type of %s", path).isEqualTo(type);
        if (raw != String.class) {
            assertThat(schema.node().path("format").asText())
                    .as("format of %s", path)
                    .isEqualTo(format);
        }
        if (raw == int.class) {
            assertThat(schema.node().path("maximum").asLong())
                    .as("maximum of %s", path)
                    .isLessThanOrEqualTo(Integer.MAX_VALUE);
        }
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type.getType();
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
