package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An App that was made at the double. */
public final class LoopbackApp {

    private final long id;
    private final URI forge;
    private final AppManifest manifest;
    private final Account owner;
    private final String clientSecret;
    private final String webhookSecret;
    private final Instant createdAt;
    private final RsaKey key = RsaKey.generate();
    private final HookDeliveries deliveries;

    LoopbackApp(
            long id,
            URI forge,
            AppManifest manifest,
            Account owner,
            String clientSecret,
            String webhookSecret,
            Instant createdAt,
            HookDeliveries deliveries) {
        this.id = id;
        this.forge = forge;
        this.manifest = manifest;
        this.owner = owner;
        this.clientSecret = clientSecret;
        this.webhookSecret = webhookSecret;
        this.createdAt = createdAt;
        this.deliveries = deliveries;
    }

    public long id() {
        return id;
    }

    public String clientId() {
        return "Iv23li" + Long.toString(id, 36);
    }

    public String slug() {
        return manifest.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** The private key as GitHub lets one download it. */
    public String privateKeyPem() {
        return key.pem();
    }

    public String webhookSecret() {
        return webhookSecret;
    }

    public List<String> events() {
        return manifest.events();
    }

    /** The webhooks that were sent to it. */
    public HookDeliveries deliveries() {
        return deliveries;
    }

    /** The user in whose name it writes. */
    public Account bot() {
        return new Account(slug() + "[bot]", 10_000 + id, "Bot");
    }

    Map<String, Level> permissions() {
        return manifest.permissions();
    }

    @Nullable String hookUrl() {
        return deliveries.url();
    }

    PublicKey publicKey() {
        return key.publicKey();
    }

    URI forge() {
        return forge;
    }

    Instant createdAt() {
        return createdAt;
    }

    ObjectNode json() {
        ObjectNode json = PayloadParts.object();
        json.put("id", id).put("slug", slug()).put("node_id", "A_" + id);
        json.put("client_id", clientId());
        json.set("owner", owner.json());
        json.put("name", manifest.name()).putNull("description");
        json.put("external_url", manifest.url());
        json.put("html_url", forge + "/apps/" + slug());
        json.put("created_at", createdAt.toString()).put("updated_at", createdAt.toString());
        json.set("permissions", Permissions.json(permissions()));
        json.set("events", PayloadParts.tree(events()));
        return json;
    }

    /** What the conversion of a manifest hands out, once. */
    ObjectNode jsonWithSecrets() {
        return json().put("client_secret", clientSecret)
                .put("webhook_secret", webhookSecret)
                .put("pem", privateKeyPem());
    }
}
