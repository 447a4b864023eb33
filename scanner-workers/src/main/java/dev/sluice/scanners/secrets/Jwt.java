package dev.sluice.scanners.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges JSON Web Tokens by what they say themselves; nothing of it leaves this class.
 *
 * <p>The clock has no say, or the same file would have other findings tomorrow. What is over is
 * measured against a date that changes with the rules.
 */
final class Jwt {

    /** Tokens that ended before are worth nothing. */
    static final Instant OVER = Instant.parse("2026-01-01T00:00:00Z");

    /** Somebody who finds a token that lasts no longer is very likely to be late. */
    static final Duration BRIEF = Duration.ofDays(1);

    /** Claims of tokens in documentation and tests. */
    private static final List<String> EXAMPLES =
            List.of("john doe", "jane doe", "1234567890", "example", "localhost", "test");

    private Jwt() {}

    static boolean lasts(String token) {
        return claims(token).filter(claims -> !isBrief(claims)).isPresent();
    }

    static boolean isBrief(String token) {
        return claims(token).filter(Jwt::isBrief).isPresent();
    }

    static boolean isServiceRole(String token) {
        return claims(token)
                .filter(claims -> text(claims, "role").equals("service_role"))
                .filter(claims -> text(claims, "iss").startsWith("supabase"))
                .isPresent();
    }

    /** Of a token that somebody could use; empty otherwise. */
    private static Optional<JsonNode> claims(String token) {
        String[] parts = token.split("\\.", -1);
        return JsonBody.object(parts[0])
                .filter(header -> isSigned(header) && !parts[2].isEmpty())
                .flatMap(header -> JsonBody.object(parts[1]))
                .filter(claims -> !isExample(claims) && !isPublic(claims) && !isOver(claims));
    }

    private static boolean isSigned(JsonNode header) {
        String algorithm = text(header, "alg");
        return !algorithm.isEmpty() && !algorithm.equals("none");
    }

    private static boolean isExample(JsonNode claims) {
        String all =
                String.join(
                        "\n",
                        text(claims, "iss"),
                        text(claims, "sub"),
                        text(claims, "name"),
                        text(claims, "aud"),
                        text(claims, "email"));
        return EXAMPLES.stream().anyMatch(all::contains);
    }

    /** Supabase's key for browsers. */
    private static boolean isPublic(JsonNode claims) {
        return text(claims, "role").equals("anon");
    }

    private static boolean isOver(JsonNode claims) {
        OptionalLong end = seconds(claims, "exp");
        return end.isPresent() && end.getAsLong() < OVER.getEpochSecond();
    }

    private static boolean isBrief(JsonNode claims) {
        OptionalLong start = seconds(claims, claims.has("iat") ? "iat" : "nbf");
        OptionalLong end = seconds(claims, "exp");
        return start.isPresent()
                && end.isPresent()
                && end.getAsLong() - start.getAsLong() <= BRIEF.toSeconds();
    }

    private static OptionalLong seconds(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).asText("").toLowerCase(Locale.ROOT);
    }
}
