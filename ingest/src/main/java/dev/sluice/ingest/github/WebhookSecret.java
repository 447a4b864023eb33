package dev.sluice.ingest.github;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What GitHub and we know and nobody else does; it cannot be read back or printed. */
final class WebhookSecret {

    private static final String ALGORITHM = "HmacSHA256";

    /** Has the key; cloned for each body, which is cheaper than asking the providers again. */
    private final Mac keyed;

    WebhookSecret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a webhook secret is empty");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Compares in a time that does not depend on where the two differ. */
    boolean signed(byte[] body, byte[] signature) {
        try {
            Mac mac = (Mac) keyed.clone();
            return MessageDigest.isEqual(mac.doFinal(body), signature);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " is cloned", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[***]";
    }
}
