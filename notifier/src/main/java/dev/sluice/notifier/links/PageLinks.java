package dev.sluice.notifier.links;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the links to pages: the key is an HMAC of the revision that nobody can guess.
 */
@Singleton
public class PageLinks {

    private final @Nullable String publicUrl;
    private final LinkKey key;

    PageLinks(LinksConfig config, LinkKey key) {
        this.publicUrl = config.publicUrl().map(PageLinks::checked).orElse(null);
        this.key = key;
    }

    /** The address of a revision's page; null where no public address is configured. */
    public @Nullable String of(UUID revision) {
        return publicUrl == null
                ? null
                : publicUrl + "/changes/" + revision + "?key=" + keyOf(revision);
    }

    /** Whether this key opens this revision's page; takes the same time for every wrong key. */
    public boolean opens(UUID revision, String candidate) {
        return MessageDigest.isEqual(
                keyOf(revision).getBytes(StandardCharsets.US_ASCII),
                candidate.getBytes(StandardCharsets.UTF_8));
    }

    String keyOf(UUID revision) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            byte[] hash = mac.doFinal(revision.toString().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String checked(URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new ConfigurationException(
                    "SLUICE_PUBLIC_URL is not an address such as https://sluice.example.org: "
                            + url);
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
