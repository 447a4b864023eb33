package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;

/** Made-up JSON Web Tokens whose claims are of a kind. */
final class WebToken {

    private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");

    private WebToken() {}

    /** A token of a kind that is good for so many hours; 0 is for ever. */
    static String of(String kind, int hours, Random random) {
        String claims =
                switch (kind) {
                    case "jwt" -> claims("user-7", "acme", ISSUED, hours);
                    case "jwt-over" ->
                            claims("user-7", "acme", Instant.parse("2019-06-01T00:00:00Z"), hours);
                    case "jwt-example" -> claims("1234567890", "acme", ISSUED, hours);
                    case "jwt-anon" -> "{\"iss\":\"supabase\",\"role\":\"anon\"}";
                    case "jwt-service" -> "{\"iss\":\"supabase\",\"role\":\"service_role\"}";
                    default -> throw new IllegalArgumentException("no token is a " + kind);
                };
        return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, random);
    }

    static String signed(String header, String claims, Random random) {
        return base64url(header)
                + "."
                + base64url(claims)
                + "."
                + ExampleTemplate.base62(43, random);
    }

    private static String claims(String subject, String issuer, Instant issued, int hours) {
        String end =
                hours == 0
                        ? ""
                        : ",\"exp\":" + issued.plus(Duration.ofHours(hours)).getEpochSecond();
        return "{\"sub\":\"%s\",\"iss\":\"%s\",\"iat\":%d%s}"
                .formatted(subject, issuer, issued.getEpochSecond(), end);
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
