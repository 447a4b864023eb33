package dev.sluice.policy.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.wire.Json;

/** Records as they lie in a column, in the same JSON that travels. */
public final class Stored {

    private Stored() {}

    public static String json(Record value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can always be written as JSON", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record can always be read again", e);
        }
    }

    /** A fact of the type with this name on the wire. */
    public static Fact fact(String type, String json) {
        return EventType.ofWireName(type)
                .map(EventType::fact)
                .map(fact -> read(json, fact))
                .orElseThrow(() -> new IllegalStateException("no type is called " + type));
    }
}
