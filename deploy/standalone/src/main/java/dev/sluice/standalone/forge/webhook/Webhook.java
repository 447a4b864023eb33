package dev.sluice.standalone.forge.webhook;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook as GitHub sends it.
 *
 * @param deliveryId equal when the same one is sent again
 * @param body the raw bytes that the signature is over
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes by design
public record Webhook(String event, UUID deliveryId, byte[] body) {

    private static final Duration GITHUB_WAITS = Duration.ofSeconds(10);
    private static final String ALGORITHM = "HmacSHA256";

    /** The value of {@code X-Hub-Signature-256}. */
    public String signature(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The signed request to this address. */
    public HttpRequest request(URI address, String secret) {
        return HttpRequest.newBuilder(address)
                .timeout(GITHUB_WAITS)
                .header("Content-Type", "application/json")
                .header("User-Agent", "GitHub-Hookshot/loopback")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", deliveryId.toString())
                .header("X-Hub-Signature-256", signature(secret))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
