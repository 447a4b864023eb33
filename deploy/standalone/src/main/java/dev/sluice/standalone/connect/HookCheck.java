package dev.sluice.standalone.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether GitHub tells Sluice what happens, and whether that arrives. */
final class HookCheck {

    private static final int PAGE = 100;
    private static final Set<String> UNDERSTOOD = Set.of("json", "form");

    private final StoredApp app;
    private final Optional<URI> webhook;
    private final GitHubHttp http;
    private final AppApi api;
    private final List<String> problems;

    /**
     * A check of one App's webhook.
     *
     * @param webhook where it is to lead; empty when nobody has said
     */
    HookCheck(
            StoredApp app,
            Optional<URI> webhook,
            GitHubHttp http,
            AppApi api,
            List<String> problems) {
        this.app = app;
        this.webhook = webhook;
        this.http = http;
        this.api = api;
        this.problems = problems;
    }

    void hook() throws IOException, InterruptedException {
        HttpResponse<String> response = api.get("/app/hook/config");
        JsonNode hook =
                response.statusCode() == 404
                        ? Json.mapper().createObjectNode()
                        : api.json(response);
        if (!hook.isObject()) {
            return;
        }
        String url = hook.path("url").asText("");
        if (url.isEmpty()) {
            problems.add(
                    "webhook: GitHub tells Sluice nothing: enter the address, ending in %s, and the secret at %s"
                            .formatted(WebhookUrl.PATH, app.settings()));
            return;
        }
        if (webhook.isPresent() && !webhook.get().toString().equals(url)) {
            problems.add(
                    "webhook: GitHub sends to %s, not to %s: change it at %s"
                            .formatted(url, webhook.get(), app.settings()));
        }
        if (!UNDERSTOOD.contains(hook.path("content_type").asText("json"))) {
            problems.add(
                    "webhook: the content type is \"%s\": choose application/json at %s"
                            .formatted(hook.path("content_type").asText(), app.settings()));
        }
        if (!hook.path("insecure_ssl").asText("0").equals("0")) {
            problems.add(
                    "webhook: certificates are not verified: enable SSL verification at "
                            + app.settings());
        }
        reach(url);
    }

    private void reach(String url) throws InterruptedException {
        try {
            http.status(URI.create(url));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    "webhook: nothing answers at %s from here (%s): start Sluice, or what leads there"
                            .formatted(url, e.getClass().getSimpleName()));
        }
    }

    /** A delivery that was sent again and then arrived is no problem. */
    void deliveries() throws IOException, InterruptedException {
        var failing = new LinkedHashMap<String, JsonNode>();
        var arrived = new HashMap<String, Boolean>();
        HttpResponse<String> response = api.get("/app/hook/deliveries?per_page=" + PAGE);
        if (response.statusCode() == 404) {
            return; // without a webhook there are none
        }
        for (JsonNode delivery : api.json(response)) {
            String guid = delivery.path("guid").asText();
            boolean ok = delivery.path("status_code").asInt() / 100 == 2;
            arrived.merge(guid, ok, Boolean::logicalOr);
            failing.putIfAbsent(guid, delivery);
        }
        failing.keySet().removeIf(guid -> arrived.getOrDefault(guid, false));
        if (!failing.isEmpty()) {
            JsonNode last = failing.firstEntry().getValue();
            problems.add(
                    "deliveries: %d of the last %d did not arrive, the newest of them (%s, %s) with %d: redeliver them at %s/advanced"
                            .formatted(
                                    failing.size(),
                                    arrived.size(),
                                    last.path("event").asText("?"),
                                    last.path("delivered_at").asText("?"),
                                    last.path("status_code").asInt(),
                                    app.settings()));
        }
    }
}
