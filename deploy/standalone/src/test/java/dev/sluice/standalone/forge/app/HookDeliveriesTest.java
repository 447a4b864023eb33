package dev.sluice.standalone.forge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.webhook.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HookDeliveriesTest extends DoubleTest {

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;
    private LoopbackApp hooked;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    received.add(exchange.getRequestHeaders().getFirst("X-GitHub-Delivery"));
                    exchange.sendResponseHeaders(202, -1);
                    exchange.close();
                });
        receiver.start();
        var manifest = ForgeClient.manifest("Hooked");
        hooked =
                forge.createApp(
                        new AppManifest(
                                manifest.name(),
                                manifest.url(),
                                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                                null,
                                manifest.permissions(),
                                manifest.events()));
    }

    @AfterEach
    void stopListening() {
        receiver.stop(0);
    }

    @Test
    void tellsWhereWebhooksGo() {
        assertThat(get("/app/hook/config").json().path("url").asText())
                .isEqualTo("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    }

    @Test
    void aLostDeliveryIsListedAsFailedAndSentAgainUnderItsOldId() {
        Webhook lost = repository.push("main", "0".repeat(40), head).build();
        hooked.deliveries().lose(lost);

        Answer list = get("/app/hook/deliveries?status=failure");
        assertThat(list.json()).hasSize(1);
        assertThat(list.json().get(0).path("guid").asText())
                .isEqualTo(lost.deliveryId().toString());
        assertThat(list.json().get(0).path("repository_id").asLong()).isEqualTo(repository.id());
        long id = list.json().get(0).path("id").asLong();
        assertThat(post("/app/hook/deliveries/" + id + "/attempts").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> get("/app/hook/deliveries?status=success").json().size() == 1);
        Answer again = get("/app/hook/deliveries");
        assertThat(again.json().get(0).path("redelivery").asBoolean()).isTrue();
        assertThat(received).containsExactly(lost.deliveryId().toString());
    }

    @Test
    void listsByCursorTheNewestFirst() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            hooked.deliveries().send(repository.push("main", "0".repeat(40), head).build());
        }

        Answer first = get("/app/hook/deliveries?per_page=2");
        assertThat(first.json()).hasSize(2);
        var cursor = Pattern.compile("cursor=(v1_[0-9]+)").matcher(first.header("link"));
        assertThat(cursor.find()).isTrue();
        Answer second = get("/app/hook/deliveries?per_page=2&cursor=" + cursor.group(1));
        assertThat(second.json()).hasSize(1);
        assertThat(List.of(first.json().get(0), first.json().get(1), second.json().get(0)))
                .extracting(delivery -> delivery.path("id").asLong())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void forgetsWhatWasNotDeliveredAfterThreeDays() {
        hooked.deliveries().lose(repository.push("main", "0".repeat(40), head).build());
        long id = get("/app/hook/deliveries").json().get(0).path("id").asLong();

        clock.advance(Duration.ofDays(3));

        assertThat(get("/app/hook/deliveries").json()).isEmpty();
        assertThat(post("/app/hook/deliveries/" + id + "/attempts").status()).isEqualTo(404);
    }

    @Test
    void theWebhookOfARepositoryIsForThoseWhoMaySeeIt() {
        RepositoryHook hook =
                forge.createHook(
                        repository,
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                        "secret");
        Webhook lost = hook.ping();
        hook.deliveries().lose(lost);
        String path = REPO + "/hooks/" + hook.id() + "/deliveries";
        String personal = forge.tokens().statuses();
        assertThat(client.get(personal, REPO + "/hooks").status()).isEqualTo(403);
        assertThat(client.get(token, path).status()).isEqualTo(403);

        forge.grant("repository_hooks", Level.READ);

        assertThat(client.get(personal, REPO + "/hooks").json().get(0).at("/config/url").asText())
                .startsWith("http://127.0.0.1:");
        long id = client.get(personal, path).json().get(0).path("id").asLong();
        String attempts = path + "/" + id + "/attempts";
        assertThat(client.post(personal, attempts, "").status()).isEqualTo(403);
        forge.grant("repository_hooks", Level.WRITE);
        assertThat(client.post(personal, attempts, "").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> received.contains(lost.deliveryId().toString()));
        assertThat(client.get(personal, REPO + "/hooks/1/deliveries").status()).isEqualTo(404);
    }

    @Test
    void refusesAStrangeCursorAndAnUnknownDelivery() {
        assertThat(get("/app/hook/deliveries?cursor=abc").status()).isEqualTo(400);
        assertThat(get("/app/hook/deliveries?status=lost").status()).isEqualTo(422);
        assertThat(post("/app/hook/deliveries/1/attempts").status()).isEqualTo(404);
    }

    private Answer get(String path) {
        return client.get(ForgeClient.jwt(hooked, clock.instant()), path);
    }

    private Answer post(String path) {
        return client.post(ForgeClient.jwt(hooked, clock.instant()), path, "");
    }
}
