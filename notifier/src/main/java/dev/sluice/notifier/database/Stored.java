package dev.sluice.notifier.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Fact;
import dev.sluice.events.wire.Json;

/** Facts as they lie in a column, in the same JSON that travels. */
public final class Stored {

    private Stored() {}

    public static String json(Fact fact) {
        try {
            return Json.mapper().writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact can always be written as JSON", e);
        }
    }

    public static <F extends Fact> F fact(String json, Class<F> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored fact can always be read again", e);
        }
    }
}
