package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.forge.FormBody;
import dev.sluice.ingest.forge.UntranslatableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few fields of a payload that are needed. Many real payloads do not fit GitHub's own
 * schema, so whatever else is in there may look as it likes.
 */
final class Payload {

    private Payload() {}

    static <T> T read(Delivery delivery, Class<T> type) {
        try {
            T payload = Json.mapper().readValue(utf8(json(delivery)), type);
            return need("the payload", payload);
        } catch (JsonMappingException e) {
            throw new UntranslatableException(path(e) + " is not of the expected type");
        } catch (IOException e) {
            throw new UntranslatableException("the payload is not JSON");
        }
    }

    /** As the door has read it: from bytes, the library would guess an encoding. */
    private static Reader utf8(byte[] json) {
        return new InputStreamReader(new ByteArrayInputStream(json), UTF_8.newDecoder());
    }

    private static byte[] json(Delivery delivery) {
        return delivery.contentType().equals(FormBody.TYPE)
                ? FormBody.payload(delivery.body())
                        .orElseThrow(
                                () -> new UntranslatableException("the form has no payload alone"))
                : delivery.body();
    }

    static <T> T need(String field, @Nullable T value) {
        if (value == null) {
            throw new UntranslatableException(field + " is missing");
        }
        return value;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> Objects.requireNonNullElse(step.getFieldName(), "[]"))
                .collect(Collectors.joining("."));
    }
}
