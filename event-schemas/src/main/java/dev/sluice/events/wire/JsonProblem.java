package dev.sluice.events.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what is wrong with JSON. The parser's own messages quote the value, which may be
 * anything; these never do.
 */
final class JsonProblem {

    private JsonProblem() {}

    static String of(IOException problem) {
        return switch (problem) {
            case ValueInstantiationException e
                    when e.getCause() instanceof IllegalArgumentException ->
                    place(e) + e.getCause().getMessage();
            case MismatchedInputException e ->
                    place(e) + "missing, or not " + expected(e.getTargetType());
            case JsonMappingException e when e.getCause() instanceof IOException cause ->
                    place(e) + of(cause);
            case JsonMappingException e -> place(e) + "not what it should be";
            case StreamConstraintsException e -> "beyond a limit: " + e.getOriginalMessage();
            case StreamReadException e -> "not well-formed JSON" + position(e.getLocation());
            default -> problem.getClass().getSimpleName();
        };
    }

    /** {@code findings[0].location: }, empty for the whole; a key of a map is data, and a star. */
    private static String place(JsonMappingException e) {
        var place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".")
                        .append(step.getFrom() instanceof Map ? "*" : step.getFieldName());
            }
        }
        return place.isEmpty() ? "" : place.append(": ").toString();
    }

    private static String position(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "what it should be";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Long.class) {
            return "a whole number in range";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == Instant.class) {
            return "a time in ISO 8601";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
