package dev.sluice.ingest.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A fate that an acceptance had, the last one included; every replay adds one.
 *
 * @param topic of the record that told of it: {@code sluice.deliveries}, or where a replay was
 *     asked for
 * @param partition of that topic
 * @param offset there
 */
@Schema(description = "A fate that an acceptance had; every replay adds one.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastFate(
        String fate,
        @Nullable String reason,
        List<RaisedEvent> events,
        Instant enteredAt,
        String topic,
        int partition,
        long offset) {
    public PastFate {
        events = List.copyOf(events);
    }
}
