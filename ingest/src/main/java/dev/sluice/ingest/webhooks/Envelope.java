package dev.sluice.ingest.webhooks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.forge.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** All that the accept path wants to know of a body: it is JSON, and which repository it names. */
sealed interface Envelope {

    /**
     * One well-formed object.
     *
     * @param repositoryId null when it names no repository
     */
    record Opened(@Nullable Long repositoryId) implements Envelope {}

    /** Nothing that a forge sends. */
    record Refused(Refusal refusal) implements Envelope {}

    /** One streaming pass over the whole body, within the limits of {@link Json}. */
    static Envelope read(byte[] body) {
        if (!StrictText.isStrict(body)) {
            return new Refused(Refusal.NOT_JSON);
        }
        try (JsonParser parser = Json.factory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Refused(Refusal.NOT_JSON);
            }
            Envelope envelope = new Pass(parser).object();
            return parser.nextToken() == null ? envelope : new Refused(Refusal.NOT_JSON);
        } catch (IOException e) {
            return new Refused(Refusal.NOT_JSON);
        }
    }

    /** The parser's way through the outermost object. */
    final class Pass {

        private final JsonParser parser;
        private @Nullable Long repositoryId;
        private boolean repositorySeen;
        private boolean ambiguous;

        private Pass(JsonParser parser) {
            this.parser = parser;
        }

        private Envelope object() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean repository = parser.currentName().equals("repository");
                JsonToken value = parser.nextToken();
                if (repository) {
                    ambiguous |= repositorySeen;
                    repositorySeen = true;
                    repository(value);
                } else {
                    parser.skipChildren();
                }
            }
            return ambiguous ? new Refused(Refusal.AMBIGUOUS) : new Opened(repositoryId);
        }

        private void repository(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return;
            }
            if (value != JsonToken.START_OBJECT) {
                ambiguous = true;
                parser.skipChildren();
                return;
            }
            boolean idSeen = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean id = parser.currentName().equals("id");
                JsonToken field = parser.nextToken();
                if (id) {
                    ambiguous |= idSeen;
                    idSeen = true;
                    id(field);
                }
                parser.skipChildren();
            }
        }

        private void id(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && parser.getLongValue() > 0) {
                repositoryId = parser.getLongValue();
            } else {
                ambiguous = true;
            }
        }
    }
}
