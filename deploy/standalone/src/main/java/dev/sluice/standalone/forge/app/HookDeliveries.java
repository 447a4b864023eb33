package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import dev.sluice.standalone.forge.webhook.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends webhooks to one address and remembers how each attempt ended. Safe for many threads. */
public final class HookDeliveries {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One attempt.
     *
     * @param statusCode what was answered; 0 when nobody answered
     */
    record Delivery(long id, Webhook webhook, Instant at, boolean redelivery, int statusCode) {

        boolean succeeded() {
            return statusCode >= 200 && statusCode < 300;
        }

        ObjectNode json() {
            JsonNode payload = payload();
            ObjectNode json = PayloadParts.object();
            json.put("id", id).put("guid", webhook.deliveryId().toString());
            json.put("delivered_at", at.toString()).put("redelivery", redelivery);
            json.put("duration", 0.1);
            json.put(
                    "status", succeeded() ? "OK" : statusCode == 0 ? "failed to connect" : "Error");
            json.put("status_code", statusCode).put("event", webhook.event());
            json.set("action", payload.get("action"));
            json.set("installation_id", payload.path("installation").get("id"));
            json.set("repository_id", payload.path("repository").get("id"));
            json.putNull("throttled_at");
            return json;
        }

        private JsonNode payload() {
            try {
                return JSON.readTree(webhook.body());
            } catch (IOException e) {
                throw new IllegalStateException("the builders write JSON", e);
            }
        }
    }

    /** So long GitHub shows a delivery and can make it again. */
    private static final Duration KEPT = Duration.ofDays(3);

    private volatile @Nullable String url;
    private volatile String secret;
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong(800_000);
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    HookDeliveries(@Nullable String url, String secret, Clock clock) {
        this.url = url;
        this.secret = secret;
        this.clock = clock;
    }

    /** Whoever owns the webhook sets another address or secret. */
    public void leadTo(String newUrl, String newSecret) {
        url = newUrl;
        secret = newSecret;
    }

    @Nullable String url() {
        return url;
    }

    /** How often something was sent again on request. */
    public long redeliveries() {
        return deliveries.stream().filter(Delivery::redelivery).count();
    }

    /** Sends it once, as GitHub does: whatever comes back, it is never sent again by itself. */
    public int send(Webhook webhook) throws InterruptedException {
        return attempt(webhook, false);
    }

    /** It was lost on the way: nobody was asked, and the list says that nobody answered. */
    public void lose(Webhook webhook) {
        note(webhook, false, 0);
    }

    int redeliver(Delivery former) throws InterruptedException {
        return attempt(former.webhook(), true);
    }

    List<Delivery> newestFirst() {
        Instant limit = clock.instant().minus(KEPT);
        return List.copyOf(deliveries).reversed().stream()
                .filter(delivery -> delivery.at().isAfter(limit))
                .toList();
    }

    Optional<Delivery> withId(long id) {
        return newestFirst().stream().filter(delivery -> delivery.id() == id).findFirst();
    }

    private int attempt(Webhook webhook, boolean again) throws InterruptedException {
        int status = 0;
        String address = url;
        if (address != null) {
            try (var client = HttpClient.newHttpClient()) {
                status =
                        client.send(
                                        webhook.request(URI.create(address), secret),
                                        BodyHandlers.discarding())
                                .statusCode();
            } catch (IOException _) {
                // Nobody answered: the list says so, as GitHub's does.
                status = 0;
            }
        }
        note(webhook, again, status);
        return status;
    }

    private void note(Webhook webhook, boolean again, int status) {
        deliveries.add(
                new Delivery(ids.incrementAndGet(), webhook, clock.instant(), again, status));
    }
}
