package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Permissions of Apps by GitHub's names; {@code metadata: read} is always among them. */
final class Permissions {

    private static final Set<String> KNOWN =
            Set.of(
                    "actions",
                    "administration",
                    "checks",
                    "contents",
                    "deployments",
                    "environments",
                    "issues",
                    "members",
                    "merge_queues",
                    "metadata",
                    "pull_requests",
                    "repository_hooks",
                    "secret_scanning_alerts",
                    "security_events",
                    "statuses",
                    "vulnerability_alerts",
                    "workflows");

    private Permissions() {}

    static Map<String, Level> of(JsonNode object) throws Refused {
        var all = new TreeMap<String, Level>();
        for (var member : object.properties()) {
            if (!KNOWN.contains(member.getKey())) {
                throw Refused.request(member.getKey() + " is not a permission.");
            }
            all.put(
                    member.getKey(),
                    Level.named(member.getValue().asText())
                            .orElseThrow(() ->
                                    Refused.request(
                                            "%s is not a member of [\"read\", \"write\"]."
                                                    .formatted(member.getValue()))));
        }
        return withMetadata(all);
    }

    static Map<String, Level> withMetadata(Map<String, Level> given) {
        var all = new TreeMap<>(given);
        all.putIfAbsent("metadata", Level.READ);
        return Map.copyOf(all);
    }

    static boolean within(Map<String, Level> asked, Map<String, Level> granted) {
        return asked.entrySet().stream()
                .allMatch(entry -> {
                    Level held = granted.get(entry.getKey());
                    return held != null && held.compareTo(entry.getValue()) >= 0;
                });
    }

    static ObjectNode json(Map<String, Level> permissions) {
        ObjectNode json = PayloadParts.object();
        new TreeMap<>(permissions).forEach((name, level) -> json.put(name, level.word()));
        return json;
    }
}
