package dev.sluice.ingest.standardwebhooks;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret as its sender shows it, {@code whsec_} and base64; it cannot be printed. */
final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** What the specification asks for. */
    private static final int LEAST_BYTES = 24;

    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    SigningSecret(String text) {
        byte[] bytes = bytes(text);
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a signing secret has %d bytes, not %d to %d"
                            .formatted(bytes.length, LEAST_BYTES, MOST_BYTES));
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret does not begin with " + PREFIX);
        }
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The cause would quote it.
            throw new IllegalArgumentException(
                    "a signing secret is not base64 behind " + PREFIX, null);
        }
    }

    byte[] sign(byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[***]";
    }
}
