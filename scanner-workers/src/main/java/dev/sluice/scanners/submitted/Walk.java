package dev.sluice.scanners.submitted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.events.ScanFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ways through JSON as it streams by. Whatever is not asked for is skipped and never kept. */
public final class Walk {

    private Walk() {}

    /** Is given each property with the parser at its value, and reads the value or leaves it. */
    public interface Property {
        void read(String name) throws IOException, UnreadableDocumentException;
    }

    /** Is given each element with the parser at its beginning, and reads it or leaves it. */
    public interface Element {
        void read(int index) throws IOException, UnreadableDocumentException;
    }

    /** Through the object that the parser is at; null counts as empty. */
    public static void object(JsonParser parser, String what, Property property)
            throws IOException, UnreadableDocumentException {
        if (isNull(parser)) {
            return;
        }
        require(parser, JsonToken.START_OBJECT, what + " is not an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            property.read(name);
            parser.skipChildren();
        }
    }

    /** Through the list that the parser is at; null counts as empty. */
    public static void array(JsonParser parser, String what, int limit, Element element)
            throws IOException, UnreadableDocumentException {
        if (isNull(parser)) {
            return;
        }
        require(parser, JsonToken.START_ARRAY, what + " is not a list");
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == limit) {
                throw new UnreadableDocumentException(
                        ScanFailure.LIMIT, "it has more than " + limit + " " + what);
            }
            element.read(index);
            parser.skipChildren();
        }
    }

    /** The value that the parser is at, bound; the position says where in case it does not fit. */
    public static <T> T bind(JsonParser parser, ObjectMapper mapper, Class<T> type, String where)
            throws UnreadableDocumentException {
        try {
            T value = mapper.readValue(parser, type);
            if (value == null) {
                throw new UnreadableDocumentException(
                        ScanFailure.MALFORMED, "a value is null, " + where);
            }
            return value;
        } catch (IOException e) {
            throw UnreadableDocumentException.of(where, e);
        }
    }

    /** The text that the parser is at; null when it is something else. */
    public static @Nullable String text(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null;
    }

    public static boolean isNull(JsonParser parser) {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    private static void require(JsonParser parser, JsonToken token, String otherwise)
            throws UnreadableDocumentException {
        if (!parser.hasToken(token)) {
            throw new UnreadableDocumentException(ScanFailure.MALFORMED, otherwise);
        }
    }
}
