package dev.sluice.standalone.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A generated secret in a file that only its owner can read.
 *
 * @param value a prefix and 64 hexadecimal digits, or what the owner of the file has put there
 * @param isNew whether this call has generated it
 */
public record KeptSecret(String value, boolean isNew) {

    private static final int BYTES = 32;

    /** The secret of this file, generated when there is none yet. */
    public static KeptSecret in(Path file) throws IOException {
        return in(file, "");
    }

    /** The secret of this file, generated with the prefix when there is none yet. */
    public static KeptSecret in(Path file, String prefix) throws IOException {
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return new KeptSecret(kept, false);
            }
            Files.delete(file);
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String generated = prefix + HexFormat.of().formatHex(random);
        write(file, generated);
        return new KeptSecret(generated, true);
    }

    /** One more secret of this file, in a line of its own. */
    public static void add(Path file, String secret) throws IOException {
        String before = Files.exists(file) ? Files.readString(file).strip() : "";
        if (before.lines().noneMatch(secret::equals)) {
            write(file, before.isEmpty() ? secret : before + "\n" + secret);
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        OwnerOnly.write(file, secret + "\n");
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "KeptSecret[isNew=" + isNew + "]";
    }
}
