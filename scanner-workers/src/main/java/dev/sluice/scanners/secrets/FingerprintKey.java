package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which values are hashed. Without it nobody can try guesses against the hash in a
 * finding; with another one every known secret looks new.
 */
public final class FingerprintKey {

    /** The fewest bytes a key may have. */
    public static final int MIN_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");

    private final SecretKeySpec key;

    private FingerprintKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** A key of at least {@link #MIN_BYTES} bytes. */
    public static FingerprintKey of(byte[] key) {
        if (key.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "a fingerprint key has at least %d bytes, this one has %d"
                            .formatted(MIN_BYTES, key.length));
        }
        return new FingerprintKey(key);
    }

    /** A key written in hexadecimal or base64. */
    public static FingerprintKey parse(String text) {
        String trimmed = text.strip();
        if (HEX.matcher(trimmed).matches()) {
            return of(HexFormat.of().parseHex(trimmed));
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(trimmed.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // The cause is left out: its message quotes a character of the key.
            throw new IllegalArgumentException(
                    "a fingerprint key is hexadecimal or base64, this one is neither");
        }
        return of(decoded);
    }

    /**
     * Hexadecimal HMAC-SHA-256 of a value. White space does not count, so that a key stays the same
     * with other line ends or indentation.
     */
    String hash(byte[] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte b : value) {
                if (b > ' ' || b < 0) {
                    mac.update(b);
                }
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Tells keys apart and nothing about them. */
    String id() {
        return hash("sluice fingerprint key".getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether both are the same key; takes the same time for any two. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FingerprintKey that
                && MessageDigest.isEqual(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "FingerprintKey[****]";
    }
}
