package dev.sluice.standalone.forge.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that makes or changes a check run, checked as GitHub checks it. What is
 * absent stays as it is.
 */
record CheckRunRequest(
        @Nullable String name,
        @Nullable String headSha,
        @Nullable String detailsUrl,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable String conclusion,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Output output,
        @Nullable List<Action> actions) {

    /** What people read. */
    record Output(
            @Nullable String title,
            String summary,
            @Nullable String text,
            List<Annotation> annotations) {

        static Output of(Fields output, boolean update) throws Refused {
            return new Output(
                    update
                            ? output.text("title", LONGEST_TEXT)
                            : output.required("title", LONGEST_TEXT),
                    output.required("summary", LONGEST_TEXT),
                    output.text("text", LONGEST_TEXT),
                    Annotation.all(output));
        }
    }

    static final int LONGEST_TEXT = 65_535;
    private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");
    private static final Set<String> CONCLUSIONS =
            Set.of(
                    "action_required",
                    "cancelled",
                    "failure",
                    "neutral",
                    "success",
                    "skipped",
                    "timed_out");

    static CheckRunRequest toCreate(JsonNode body) throws Refused {
        var fields = new Fields(body);
        fields.required("name", LONGEST_TEXT);
        fields.required("head_sha", 64);
        return read(fields, false);
    }

    static CheckRunRequest toUpdate(JsonNode body) throws Refused {
        return read(new Fields(body), true);
    }

    private static CheckRunRequest read(Fields body, boolean update) throws Refused {
        String status = body.oneOf("status", STATUSES);
        String conclusion = body.oneOf("conclusion", CONCLUSIONS);
        Instant completedAt = body.time("completed_at");
        if (conclusion == null && ("completed".equals(status) || completedAt != null)) {
            throw Refused.request("\"conclusion\" wasn't supplied.");
        }
        Fields output = body.inner("output");
        return new CheckRunRequest(
                body.text("name", LONGEST_TEXT),
                body.text("head_sha", 64),
                address(body.text("details_url", LONGEST_TEXT)),
                body.text("external_id", LONGEST_TEXT),
                conclusion == null ? status : "completed",
                conclusion,
                body.time("started_at"),
                completedAt,
                output == null ? null : Output.of(output, update),
                body.has("actions") ? Action.all(body) : null);
    }

    private static @Nullable String address(@Nullable String text) throws Refused {
        try {
            if (text == null || "http".equals(scheme(text)) || "https".equals(scheme(text))) {
                return text;
            }
        } catch (URISyntaxException _) {
            // Said below, as for everything that is no address.
        }
        throw Refused.invalid(
                "CheckRun", "details_url", "custom", "details_url must use http(s) scheme");
    }

    private static @Nullable String scheme(String text) throws URISyntaxException {
        return new URI(text).getScheme();
    }
}
