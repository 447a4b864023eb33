package dev.sluice.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the accept path sees in a body, held against a reader that reads everything. */
final class Opening {

    private Opening() {}

    /** Whatever is let in is one JSON object, and its key is the repository that others see. */
    static void agreesWithAnotherReader(byte[] body) {
        if (Envelope.read(body) instanceof Envelope.Opened(Long repositoryId)) {
            JsonNode tree = read(body);
            assertThat(tree.isObject()).isTrue();
            JsonNode id = tree.path("repository").path("id");
            if (repositoryId == null) {
                assertThat(id.isMissingNode()).isTrue();
            } else {
                assertThat(id.isIntegralNumber()).isTrue();
                assertThat(id.longValue()).isEqualTo(repositoryId).isPositive();
            }
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("what was let in cannot be read", e);
        }
    }
}
