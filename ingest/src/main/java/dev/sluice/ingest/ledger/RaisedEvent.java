package dev.sluice.ingest.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Event;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.translation.Fate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event that a delivery became.
 *
 * @param type such as {@code change.proposed}
 * @param subject what it is about
 */
@Schema(description = "An event that a delivery became.")
public record RaisedEvent(UUID id, String type, String subject) {

    private static RaisedEvent of(Event<?> event) {
        return new RaisedEvent(event.id(), event.type().shortName(), event.fact().subject());
    }

    static String json(Fate fate) {
        List<RaisedEvent> raised =
                fate instanceof Fate.Translated(var events)
                        ? events.stream().map(RaisedEvent::of).toList()
                        : List.of();
        try {
            return Json.mapper().writeValueAsString(raised);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("events can always be named in JSON", e);
        }
    }

    static List<RaisedEvent> list(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<List<RaisedEvent>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list can always be read again", e);
        }
    }
}
