package dev.sluice.notifier.links;

import dev.sluice.notifier.database.PublicationDatabase;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The key under which links are made: the configured one, or one that all replicas share. */
@Singleton
class LinkKey {

    private static final int MIN_CHARACTERS = 32;
    private static final int BYTES = 32;

    private final PublicationDatabase database;
    private volatile byte @Nullable [] bytes;

    LinkKey(LinksConfig config, PublicationDatabase database) {
        this.database = database;
        this.bytes = config.linkKey().map(LinkKey::checked).orElse(null);
    }

    byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = sharedKey();
            bytes = known;
        }
        return known;
    }

    private byte[] sharedKey() {
        byte[] candidate = new byte[BYTES];
        new SecureRandom().nextBytes(candidate);
        return database.inTransaction(handle -> {
            handle.createUpdate("insert into link_key (key) values (:key) on conflict do nothing")
                    .bind("key", candidate)
                    .execute();
            return handle.createQuery("select key from link_key").mapTo(byte[].class).one();
        });
    }

    private static byte[] checked(String configured) {
        if (configured.length() < MIN_CHARACTERS) {
            throw new ConfigurationException(
                    "sluice.notifier.link-key is too short to be secret: give it at least "
                            + MIN_CHARACTERS
                            + " random characters");
        }
        return configured.getBytes(StandardCharsets.UTF_8);
    }
}
