package dev.sluice.ingest.github.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** The key of an App that is made for this run and gone with it. */
final class AppKeyOnDisk {

    static final Path FILE = written();

    private AppKeyOnDisk() {}

    private static Path written() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            Path file = Files.createTempFile("app", ".pem");
            file.toFile().deleteOnExit();
            String kind = "PRIVATE KEY-----";
            return Files.writeString(
                    file,
                    "-----BEGIN %s%n%s%n-----END %s%n"
                            .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
