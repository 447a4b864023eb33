package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an App shall be, as the manifest flow takes it.
 *
 * @param hookUrl absent when the App wants no webhooks
 * @param redirectUrl where the browser goes with the code; absent for an App made by a test
 */
public record AppManifest(
        String name,
        String url,
        @Nullable String hookUrl,
        @Nullable String redirectUrl,
        Map<String, Level> permissions,
        List<String> events) {

    private static final int LONGEST_NAME = 34;
    private static final Set<String> EVENTS =
            Set.of(
                    "check_run",
                    "check_suite",
                    "code_scanning_alert",
                    "deployment",
                    "deployment_protection_rule",
                    "deployment_status",
                    "issue_comment",
                    "issues",
                    "member",
                    "merge_group",
                    "pull_request",
                    "pull_request_review",
                    "pull_request_review_comment",
                    "pull_request_review_thread",
                    "push",
                    "repository",
                    "repository_ruleset",
                    "branch_protection_rule",
                    "secret_scanning_alert",
                    "status");

    public AppManifest {
        permissions = Permissions.withMetadata(permissions);
        events = List.copyOf(events);
    }

    /** Reads what was posted. */
    static AppManifest of(JsonNode json) throws Refused {
        String name = text(json, "name", "Sluice");
        if (name.length() > LONGEST_NAME) {
            throw Refused.invalid("App", "name", "custom", "Name is too long");
        }
        JsonNode hook = json.path("hook_attributes");
        if (json.has("hook_attributes") && !hook.path("url").isTextual()) {
            throw Refused.invalid("App", "hook_attributes", "custom", "Hook url cannot be blank");
        }
        return new AppManifest(
                name,
                address(json.path("url").textValue(), "url"),
                hook.has("url") ? address(hook.path("url").textValue(), "hook_attributes") : null,
                json.has("redirect_url")
                        ? address(json.path("redirect_url").textValue(), "redirect_url")
                        : null,
                Permissions.of(json.path("default_permissions")),
                events(json.path("default_events")));
    }

    private static List<String> events(JsonNode array) throws Refused {
        var events = new ArrayList<String>();
        for (JsonNode event : array) {
            if (!EVENTS.contains(event.asText())) {
                throw Refused.invalid(
                        "App",
                        "default_events",
                        "custom",
                        "Default events unsupported: " + event.asText());
            }
            events.add(event.asText());
        }
        return events;
    }

    private static String text(JsonNode json, String field, String otherwise) {
        return json.path(field).isTextual() ? json.path(field).textValue() : otherwise;
    }

    private static String address(@Nullable String text, String field) throws Refused {
        try {
            if (text != null && new URI(text).getHost() != null) {
                return text;
            }
        } catch (URISyntaxException _) {
            // Said below, as for everything that is no address.
        }
        throw Refused.invalid("App", field, "custom", field + " must be a valid URL");
    }
}
