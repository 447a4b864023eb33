package dev.sluice.scanners.secrets;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where the fingerprint key comes from: configuration, or a file that is made once. */
public final class FingerprintKeys {

    private FingerprintKeys() {}

    /**
     * The configured key, or that of the key file.
     *
     * @throws IllegalArgumentException when it is malformed; says which setting and what to do
     * @throws IOException when the file can be neither read nor made
     */
    public static FingerprintKey from(SecretsConfig config) throws IOException {
        if (config.fingerprintKey().isPresent()) {
            return parse(
                    "SLUICE_FINGERPRINT_KEY (sluice.scanner-workers.secrets.fingerprint-key)",
                    config.fingerprintKey().get());
        }
        return inFile(config.keyFile());
    }

    /** The key in a file, which is made, readable to its owner only, when there is none. */
    public static FingerprintKey inFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            make(file);
        }
        return parse(file.toString(), Files.readString(file));
    }

    /** Appears whole or not at all, and only once however many processes start together. */
    private static void make(Path file) throws IOException {
        var key = new byte[FingerprintKey.MIN_BYTES];
        new SecureRandom().nextBytes(key);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "fingerprint", ".tmp", ownerOnly(file));
        try {
            Files.writeString(unfinished, HexFormat.of().formatHex(key) + "\n");
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its key is the one that counts.
            return;
        } finally {
            Files.delete(unfinished);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static FingerprintKey parse(String source, String text) {
        try {
            return FingerprintKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    source
                            + ": "
                            + e.getMessage()
                            + "; make one with: openssl rand -hex "
                            + FingerprintKey.MIN_BYTES);
        }
    }
}
