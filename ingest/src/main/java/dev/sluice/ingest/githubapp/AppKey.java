package dev.sluice.ingest.githubapp;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** The private key of a GitHub App: says for a few minutes that we are the App. */
final class AppKey {

    /** GitHub's own clock may be behind ours. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    /** GitHub allows ten minutes from its own now. */
    private static final Duration LIFE = Duration.ofMinutes(9);

    private static final int LEAST_BITS = 2048;

    /** How GitHub writes a key (PKCS#1), and how others do (PKCS#8). */
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN (RSA |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

    private static final byte[] RSA =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException with what is wrong, never with what was read
     */
    static AppKey of(String pem) {
        Matcher parts = PEM.matcher(pem);
        if (!parts.find()) {
            throw new IllegalArgumentException(
                    pem.contains("ENCRYPTED")
                            ? "is encrypted, which Sluice cannot open"
                            : "is not a private RSA key in PEM");
        }
        try {
            byte[] read = Base64.getMimeDecoder().decode(parts.group(2));
            byte[] key = parts.group(1).isEmpty() ? read : der(0x30, RSA, der(0x04, read));
            return new AppKey(
                    strong(
                            KeyFactory.getInstance("RSA")
                                    .generatePrivate(new PKCS8EncodedKeySpec(key))));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new IllegalArgumentException("is damaged, or not RSA of 2048 bits or more");
        }
    }

    private static PrivateKey strong(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS) {
            return key;
        }
        throw new GeneralSecurityException("too short");
    }

    /** A JSON web token as GitHub wants it from an App that is known by this id. */
    String statement(String issuer, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setIssuedAt(NumericDate.fromSeconds(now.minus(BEFORE).getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("an RSA key can always sign", e);
        }
    }

    /** PKCS#8 is PKCS#1 in an envelope. */
    private static byte[] der(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        var out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        out.write(0x82);
        out.write(length >> 8);
        out.write(length);
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "AppKey[hidden]";
    }
}
