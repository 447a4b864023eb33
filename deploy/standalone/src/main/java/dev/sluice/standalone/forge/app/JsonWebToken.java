package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.forge.api.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A JWT that claims to come from an App; GitHub's rules about its times and its signature. */
record JsonWebToken(JsonNode header, JsonNode claims, String signed, String signature) {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    static boolean looksLike(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    static JsonWebToken parse(String token) throws Refused {
        String[] parts = token.split("\\.", -1);
        try {
            return new JsonWebToken(
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[0])),
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])),
                    parts[0] + "." + parts[1],
                    parts[2]);
        } catch (IOException | IllegalArgumentException _) {
            throw undecodable();
        }
    }

    /** The App's id or client id. */
    String issuer() {
        return claims.path("iss").asText();
    }

    void require(PublicKey key, Instant now) throws Refused {
        if (!header.path("alg").asText().equals("RS256") || !isSignedBy(key)) {
            throw undecodable();
        }
        JsonNode issued = claims.path("iat");
        if (!issued.isIntegralNumber() || issued.longValue() > now.getEpochSecond()) {
            throw Refused.with(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the"
                            + " assertion was issued");
        }
        JsonNode expires = claims.path("exp");
        if (!expires.isIntegralNumber() || expires.longValue() <= now.getEpochSecond()) {
            throw Refused.with(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the"
                            + " future time at which the assertion expires");
        }
        if (expires.longValue() > now.plus(LONGEST_LIFE).getEpochSecond()) {
            throw Refused.with(401, "'Expiration time' claim ('exp') is too far in the future");
        }
    }

    private boolean isSignedBy(PublicKey key) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static Refused undecodable() {
        return Refused.with(401, "A JSON web token could not be decoded");
    }
}
