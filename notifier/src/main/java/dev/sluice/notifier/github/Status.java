package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.targets.Signal;
import dev.sluice.notifier.verdict.Shown;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A commit status as GitHub's API writes it; GitHub leaves out nothing and sends null. */
record Status(
        @Nullable String state,
        @Nullable String context,
        @Nullable String description,
        @JsonProperty("target_url") @Nullable String targetUrl) {

    private static final Set<String> STATES = Set.of("pending", "success", "error", "failure");

    static Status of(String context, Shown shown) {
        return new Status(word(shown.signal()), context, shown.text(), shown.url());
    }

    String json() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status can always be written as JSON", e);
        }
    }

    static String word(Signal signal) {
        return switch (signal) {
            case PENDING -> "pending";
            case PASS -> "success";
            case INDETERMINATE -> "error";
            case FAIL -> "failure";
        };
    }

    /** Whether GitHub's API wrote this and not something in between. */
    boolean isOne() {
        return state != null && STATES.contains(state.toLowerCase(Locale.ROOT));
    }

    /** Whether people see this content here. */
    boolean shows(Content content) {
        return content.state().equals(state == null ? null : state.toLowerCase(Locale.ROOT))
                && content.text().equals(description == null ? "" : description)
                && (content.url() == null ? "" : content.url())
                        .equals(targetUrl == null ? "" : targetUrl);
    }
}
