package dev.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people are told about deliveries, by the interface and by the command line. */
abstract class DeliveriesSuite extends RescanSuite {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Test
    void everyDeliveryIsShownWithItsFateAndItsWay() throws IOException {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        String number = "github/" + repository.repository().id();
        String broken =
                "{\"action\": \"opened\", \"repository\": {\"id\": %d}}"
                        .formatted(repository.repository().id());

        String opened = UUID.randomUUID().toString();
        UUID correlation = send("pull_request", opened, proposal.event("opened"));
        assertThat(send("pull_request", opened, proposal.event("opened"))).isEqualTo(correlation);
        String star = UUID.randomUUID().toString();
        send("star", star, repository.anyEvent());
        String dead = UUID.randomUUID().toString();
        send("pull_request", dead, broken.getBytes(UTF_8));

        await().atMost(LineSuite.A_WHILE)
                .untilAsserted(() ->
                        assertThat(fates(get("/api/v1/deliveries?repository=" + number)))
                                .containsExactly(
                                        dead + " dead-lettered",
                                        star + " ignored",
                                        opened + " duplicate",
                                        opened + " translated"));
        assertThat(command("deliveries", "list", "--repository", number).lines())
                .anyMatch(row -> row.contains(dead) && row.contains("pull_request is missing"))
                .anyMatch(row -> row.contains(star) && row.contains("event-not-used"))
                .anyMatch(row -> row.contains(opened) && row.contains("duplicate"))
                .anyMatch(row -> row.contains(opened) && row.contains("change.proposed"));
        assertThat(get("/api/v1/deliveries/" + opened))
                .isEqualTo(get("/api/v1/deliveries/" + correlation));
        assertThat(command("deliveries", "show", opened))
                .contains("correlation id  " + correlation, "translated", "duplicate");
        trace(proposal, correlation);
    }

    private void trace(ForgeFixture.Proposal proposal, UUID correlation) {
        await().atMost(LineSuite.A_WHILE)
                .untilAsserted(() ->
                        assertThat(
                                        line().log()
                                                .facts(
                                                        PublicationDelivered.class,
                                                        told ->
                                                                told.sequence() > 0
                                                                        && told.revision()
                                                                                .headSha()
                                                                                .equals(
                                                                                        proposal
                                                                                                .headSha())))
                                .isNotEmpty());
        assertThat(
                        command(
                                "trace",
                                correlation.toString(),
                                "--since",
                                "1h",
                                "--bootstrap-servers",
                                line().bootstrapServers()))
                .containsSubsequence(
                        "delivery.accepted",
                        "change.proposed",
                        "change.described",
                        "change.decided",
                        "publication.delivered",
                        "decided pass, published as success");
    }

    private UUID send(String event, String deliveryId, byte[] body) throws IOException {
        var answer =
                Webhooks.send(
                        line(),
                        event,
                        deliveryId,
                        body,
                        Webhooks.signature(Line.WEBHOOK_SECRET, body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return UUID.fromString(
                Json.mapper().readTree(answer.body()).path("correlationId").asText());
    }

    private String command(String... arguments) {
        URI server = line().ingest();
        return SluiceCommand.run(
                Map.of("SLUICE_SERVER", server.toString(), "SLUICE_TOKEN", Uploads.token()),
                arguments);
    }

    private JsonNode get(String path) {
        var request =
                HttpRequest.newBuilder(line().ingest().resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + Uploads.token())
                        .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> fates(JsonNode page) {
        var fates = new ArrayList<String>();
        page.path("deliveries")
                .forEach(delivery ->
                        fates.add(
                                delivery.path("deliveryId").asText()
                                        + " "
                                        + delivery.path("fate").asText()));
        return fates;
    }
}
