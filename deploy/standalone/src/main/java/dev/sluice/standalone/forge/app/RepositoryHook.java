package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import dev.sluice.standalone.forge.webhook.Webhook;
import java.util.UUID;

/** A webhook that somebody made for one repository. */
public record RepositoryHook(long id, LoopbackRepository repository, HookDeliveries deliveries) {

    /** What GitHub sends when it is made. */
    public Webhook ping() {
        ObjectNode payload = PayloadParts.object().put("zen", "Keep it logically awesome.");
        payload.put("hook_id", id);
        payload.set("hook", json());
        payload.set("repository", PayloadParts.repository(repository.labels()));
        payload.set("sender", repository.labels().account().json());
        return new Webhook("ping", UUID.randomUUID(), PayloadParts.bytes(payload));
    }

    ObjectNode json() {
        ObjectNode json = PayloadParts.object().put("type", "Repository").put("id", id);
        json.put("name", "web").put("active", true);
        json.putArray("events").add("*");
        json.putObject("config")
                .put("content_type", "json")
                .put("insecure_ssl", "0")
                .put("secret", "********")
                .put("url", deliveries.url());
        json.put("deliveries_url", PayloadParts.apiUrl(repository.labels()) + "/hooks/" + id);
        return json;
    }
}
