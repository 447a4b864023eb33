package dev.sluice.standalone.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.wire.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GitHub makes an App from.
 *
 * @param homepage shown to people on the App's page
 * @param webhook where GitHub sends events; without one it sends none
 */
record Manifest(String name, URI homepage, Optional<URI> webhook) {

    String json(URI redirect) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("name", name);
        manifest.put("url", homepage.toString());
        manifest.put("description", "Scans changes, decides by policy and publishes the verdict.");
        manifest.put("public", false);
        manifest.put("redirect_url", redirect.toString());
        webhook.ifPresent(url ->
                manifest.put("hook_attributes", Map.of("url", url.toString(), "active", true)));
        manifest.put("default_permissions", Need.permissions());
        manifest.put("default_events", Need.events());
        try {
            return Json.mapper().writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written as JSON", e);
        }
    }
}
