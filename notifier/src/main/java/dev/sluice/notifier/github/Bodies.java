package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.wire.Json;

/** Our own records as JSON, there and back. */
final class Bodies {

    private Bodies() {}

    static String write(Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body can always be written as JSON", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body of ours can always be read again", e);
        }
    }
}
