package dev.sluice.scanners.submitted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names for lists of texts. */
public final class Digests {

    private Digests() {}

    /** Hexadecimal SHA-256 over the texts, each preceded by its length. */
    public static String of(List<String> texts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            texts.forEach(text ->
                    sha256.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
