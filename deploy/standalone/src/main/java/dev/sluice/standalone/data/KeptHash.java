package dev.sluice.standalone.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash of a generated token, in a file; the token itself is nowhere. Whoever loses it deletes
 * the file and gets another one.
 *
 * @param hash hexadecimal SHA-256
 * @param generated the token, when this call has generated it
 */
public record KeptHash(String hash, Optional<String> generated) {

    private static final int BYTES = 32;

    /**
     * The hash of this file, of a token generated now when there is none yet.
     *
     * @param prefix what the token begins with
     */
    public static KeptHash in(Path file, String prefix) throws IOException {
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("[0-9a-f]{64}")) {
                return new KeptHash(kept, Optional.empty());
            }
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = prefix + HexFormat.of().formatHex(random);
        String hash = sha256(token);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, hash + "\n");
        return new KeptHash(hash, Optional.of(token));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "KeptHash[generated=" + generated.isPresent() + "]";
    }
}
