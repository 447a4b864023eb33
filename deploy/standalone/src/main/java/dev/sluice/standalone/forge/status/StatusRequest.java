package dev.sluice.standalone.forge.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.api.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request for a commit status, checked as GitHub checks it. */
record StatusRequest(
        String state, String context, @Nullable String description, @Nullable String targetUrl) {

    private static final Set<String> STATES = Set.of("error", "failure", "pending", "success");
    private static final int MAX_DESCRIPTION = 140;

    /**
     * Reads the body.
     *
     * @throws Refused with 422 when GitHub would not have it
     */
    static StatusRequest of(JsonNode body) throws Refused {
        String state = text(body, "state");
        if (state == null) {
            throw Refused.invalid("Status", "state", "missing_field", "state is required");
        }
        if (!STATES.contains(state)) {
            throw Refused.invalid("Status", "state", "custom", "state is not included in the list");
        }
        String description = text(body, "description");
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw Refused.invalid(
                    "Status",
                    "description",
                    "custom",
                    "description is too long (maximum is 140 characters)");
        }
        String targetUrl = text(body, "target_url");
        if (targetUrl != null && !targetUrl.isEmpty() && !isWebAddress(targetUrl)) {
            throw Refused.invalid(
                    "Status", "target_url", "custom", "target_url must use http(s) scheme");
        }
        String context = text(body, "context");
        return new StatusRequest(
                state, context == null ? "default" : context, description, targetUrl);
    }

    private static @Nullable String text(JsonNode body, String field) throws Refused {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refused.invalid("Status", field, "invalid", field + " is not a string");
        }
        return value.textValue();
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
