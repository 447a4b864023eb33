package dev.sluice.scanners.secrets;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What issuers put into values in base64, readable to everybody. */
final class JsonBody {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonBody() {}

    /** Whether the part after the first underscore is a JSON object. */
    static boolean follows(String value) {
        int start = value.indexOf('_') + 1;
        int end = value.indexOf('_', start);
        return object(value.substring(start, end < 0 ? value.length() : end)).isPresent();
    }

    /** Whether the part before the first full stop is a number of 17 to 20 digits. */
    static boolean startsWithNumber(String value) {
        return decode(value.substring(0, value.indexOf('.')))
                .filter(bytes -> bytes.length >= 17 && bytes.length <= 20)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .isPresent();
    }

    /** The JSON object that a text in base64 of either alphabet holds; empty when it holds none. */
    static Optional<JsonNode> object(String base64) {
        return decode(base64).flatMap(JsonBody::parse).filter(JsonNode::isObject);
    }

    private static Optional<byte[]> decode(String base64) {
        String text = base64.replace('+', '-').replace('/', '_').replace("=", "");
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> parse(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readTree(new String(json, StandardCharsets.UTF_8)));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
