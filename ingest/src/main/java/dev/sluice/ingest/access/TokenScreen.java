package dev.sluice.ingest.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at a token before its signature is checked. Nothing that it says is believed yet, and
 * whatever would make a verifier do something unusual (fetch a key that the token names, use
 * another algorithm, decrypt, unpack) is refused.
 */
final class TokenScreen {

    /** Job tokens have about 2,000 characters. */
    static final int MAX_LENGTH = 12_000;

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Pattern PARTS =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._~+/=-]{1,200}");

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(10)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .build())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private TokenScreen() {}

    /** The issuer that the token claims to be of; empty for a token that is not to be looked at. */
    static Optional<String> issuer(String token) {
        if (token.length() > MAX_LENGTH || !PARTS.matcher(token).matches()) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        return decode(parts[0])
                .filter(TokenScreen::isPlainHeader)
                .flatMap(header -> decode(parts[1]))
                .filter(claims -> claims.path("exp").isIntegralNumber())
                .map(claims -> claims.path("iss"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static boolean isPlainHeader(JsonNode header) {
        for (var names = header.fieldNames(); names.hasNext(); ) {
            if (!HEADER.contains(names.next())) {
                return false;
            }
        }
        return ALGORITHMS.contains(header.path("alg").asText())
                && isType(header.path("typ"))
                && isKeyId(header.path("kid"));
    }

    private static boolean isType(JsonNode type) {
        return type.isMissingNode()
                || (type.isTextual() && TYPES.contains(type.textValue().toLowerCase(Locale.ROOT)));
    }

    private static boolean isKeyId(JsonNode id) {
        return id.isMissingNode()
                || (id.isTextual()
                        && KEY_ID.matcher(id.textValue()).matches()
                        && !id.textValue().contains(".."));
    }

    private static Optional<JsonNode> decode(String part) {
        try {
            return Optional.of(MAPPER.readTree(Base64.getUrlDecoder().decode(part)))
                    .filter(JsonNode::isObject);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // not a token; the answer is the same for all of them
        }
    }
}
