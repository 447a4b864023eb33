package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes bodies of raised deliveries out of what GitHub's interface says. */
final class RaisedBody {

    private RaisedBody() {}

    /** What is not there stays absent. */
    static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }

    static byte[] bytes(JsonNode body) {
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree of nodes can always be written", e);
        }
    }
}
