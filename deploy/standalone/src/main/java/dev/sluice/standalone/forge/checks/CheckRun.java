package dev.sluice.standalone.forge.checks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.webhook.CheckRunWebhook;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A check run as it stands.
 *
 * @param suiteId one for each App and commit
 * @param app the App that made it, as answers show it
 * @param updates how often it was changed after it was made
 */
public record CheckRun(
        long id,
        RepositoryLabels repository,
        long suiteId,
        ObjectNode app,
        String name,
        String headSha,
        String status,
        @Nullable String conclusion,
        @Nullable String externalId,
        @Nullable String detailsUrl,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String text,
        List<Annotation> annotations,
        List<Action> actions,
        int updates) {

    public CheckRun {
        annotations = List.copyOf(annotations);
        actions = List.copyOf(actions);
    }

    long appId() {
        return app.path("id").asLong();
    }

    CheckRun with(CheckRunRequest request, Instant now) {
        CheckRunRequest.Output output = request.output();
        boolean completed = "completed".equals(request.status());
        return new CheckRun(
                id,
                repository,
                suiteId,
                app,
                or(request.name(), name),
                headSha,
                or(request.status(), status),
                // Somebody who starts it again takes the conclusion back.
                request.status() == null ? conclusion : request.conclusion(),
                request.externalId() == null ? externalId : request.externalId(),
                request.detailsUrl() == null ? detailsUrl : request.detailsUrl(),
                request.startedAt() == null ? startedAt : request.startedAt(),
                completed
                        ? request.completedAt() == null ? now : request.completedAt()
                        : request.status() == null ? completedAt : null,
                output == null || output.title() == null ? title : output.title(),
                output == null ? summary : output.summary(),
                output == null || output.text() == null ? text : output.text(),
                output == null
                        ? annotations
                        : Stream.concat(annotations.stream(), output.annotations().stream())
                                .toList(),
                request.actions() == null ? actions : request.actions(),
                updates + 1);
    }

    private static String or(@Nullable String wanted, String otherwise) {
        return wanted == null ? otherwise : wanted;
    }

    /** What GitHub sends when somebody asks for it again. */
    public CheckRunWebhook webhook(
            long installationId, dev.sluice.standalone.forge.webhook.Account sender) {
        return new CheckRunWebhook(repository, json(), installationId, sender);
    }

    ObjectNode json() {
        String api = PayloadParts.apiUrl(repository) + "/check-runs/" + id;
        ObjectNode json = PayloadParts.object();
        json.put("id", id).put("node_id", "CR_" + id).put("name", name);
        json.put("head_sha", headSha).put("external_id", externalId).put("url", api);
        json.put("html_url", PayloadParts.htmlUrl(repository) + "/runs/" + id);
        json.put("details_url", detailsUrl);
        json.put("status", status).put("conclusion", conclusion);
        json.put("started_at", startedAt.toString());
        json.put("completed_at", completedAt == null ? null : completedAt.toString());
        json.putObject("output")
                .put("title", title)
                .put("summary", summary)
                .put("text", text)
                .put("annotations_count", annotations.size())
                .put("annotations_url", api + "/annotations");
        json.putObject("check_suite").put("id", suiteId).put("head_sha", headSha);
        json.set("app", app);
        json.putArray("pull_requests");
        return json;
    }
}
