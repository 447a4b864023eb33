package dev.sluice.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks as GitHub does. */
final class Webhooks {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Webhooks() {}

    /** Signed with the right secret, under a new delivery id. */
    static HttpResponse<String> send(Line line, String event, byte[] body) {
        return send(
                line,
                event,
                UUID.randomUUID().toString(),
                body,
                signature(Line.WEBHOOK_SECRET, body));
    }

    static HttpResponse<String> send(
            Line line, String event, String deliveryId, byte[] body, String signature) {
        return send(line.ingest(), event, deliveryId, body, signature);
    }

    static HttpResponse<String> send(
            URI ingest, String event, String deliveryId, byte[] body, String signature) {
        var request =
                HttpRequest.newBuilder(ingest.resolve("/webhooks/github"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "GitHub-Hookshot/e2e")
                        .header("X-GitHub-Event", event)
                        .header("X-GitHub-Delivery", deliveryId)
                        .header("X-Hub-Signature-256", signature)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotDeliveredException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nobody answered, or the answer did not arrive: a forge counts this as failed and may send it
     * again.
     */
    static final class NotDeliveredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDeliveredException(IOException cause) {
            super(cause);
        }
    }
}
