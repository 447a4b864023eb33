package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.wire.Json;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What came back, whatever it says. */
record Answer(int status, HttpHeaders headers, String body) {

    /** The body as this type; empty when it is not JSON of that shape. */
    <T> Optional<T> as(TypeReference<T> type) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(body, type));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
