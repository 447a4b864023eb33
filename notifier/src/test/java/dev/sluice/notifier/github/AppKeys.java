package dev.sluice.notifier.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Keys made for one run, and how GitHub and others write them down. */
final class AppKeys {

    static final KeyPair ONE = generate(2048);
    static final KeyPair OTHER = generate(2048);

    /** Bytes before the PKCS#1 part of a PKCS#8 key of 2048 bits. */
    private static final int ENVELOPE = 26;

    private AppKeys() {}

    static KeyPair generate(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As GitHub writes it: PKCS#1. */
    static String pkcs1(KeyPair keys) {
        byte[] key = keys.getPrivate().getEncoded();
        return pem("RSA ", Arrays.copyOfRange(key, ENVELOPE, key.length));
    }

    static String pkcs8(KeyPair keys) {
        return pem("", keys.getPrivate().getEncoded());
    }

    static String pem(String kind, byte[] content) {
        return "-----BEGIN %sPRIVATE KEY-----%n%s%n-----END %sPRIVATE KEY-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    }

    /** A file that only its owner can read. */
    static Path write(Path file, String pem, Instant modified) {
        try {
            Files.writeString(file, pem);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.setLastModifiedTime(file, FileTime.from(modified));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
