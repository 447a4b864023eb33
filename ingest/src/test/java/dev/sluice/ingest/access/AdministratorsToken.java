package dev.sluice.ingest.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The token of the tests' administrator. */
public final class AdministratorsToken {

    public static final String TOKEN = "sluice-admin-" + "0123456789abcdef".repeat(4);
    public static final String SHA256 = sha256(TOKEN);

    private AdministratorsToken() {}

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
