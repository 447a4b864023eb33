package dev.sluice.ingest.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sluice.events.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens out of any header and any claims. */
final class Tokens {

    private Tokens() {}

    /** What a job of {@code acme/shop} has, valid for five minutes. */
    static Map<String, Object> claims(String issuer) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", "somebody");
        claims.put("aud", "sluice");
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond());
        claims.put("repository", "acme/shop");
        claims.put("repository_id", "715203344");
        claims.put("repository_owner_id", "90127765");
        claims.put("sha", "1a954628a960aaef81d7b2d4521929579f3541e6");
        claims.put("ref", "refs/heads/main");
        return claims;
    }

    static String sign(String header, String payload, RSAKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.toPrivateKey());
            signature.update(input(header, payload));
            return join(header, payload, signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(String header, String payload, ECKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signature.update(input(header, payload));
            return join(header, payload, signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String mac(String header, String payload, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return join(header, payload, mac.doFinal(input(header, payload)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String join(String header, String payload, byte[] signature) {
        return encode(header)
                + "."
                + encode(payload)
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    static String json(Map<String, Object> claims) {
        return Json.mapper().valueToTree(claims).toString();
    }

    static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] input(String header, String payload) {
        return (encode(header) + "." + encode(payload)).getBytes(StandardCharsets.US_ASCII);
    }
}
