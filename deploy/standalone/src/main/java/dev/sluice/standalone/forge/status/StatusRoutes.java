package dev.sluice.standalone.forge.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.io.IOException;
import java.util.List;

/** Writing and listing commit statuses. */
public record StatusRoutes(StatusLog statuses, ForgeFaults faults) {

    public List<Route> routes() {
        return List.of(
                Route.on(
                        "POST",
                        "/repos/{owner}/{repo}/statuses/{sha}",
                        Needs.write("statuses"),
                        this::write),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/commits/{sha}/statuses",
                        Needs.read("statuses"),
                        this::list));
    }

    private Answer write(Request request) throws IOException, Refused {
        StatusRequest wanted = StatusRequest.of(request.body());
        String sha = commit(request);
        StatusWrite accepted =
                statuses.add(request.repository(), sha, wanted)
                        .orElseThrow(() ->
                                Refused.invalid(
                                        "Status",
                                        "context",
                                        "custom",
                                        "This SHA and context has reached the maximum number of"
                                                + " statuses."));
        return Answer.created(json(accepted));
    }

    private Answer list(Request request) throws IOException, Refused {
        String sha = commit(request);
        return Answer.list(
                request,
                statuses.newestFirst(request.repository(), sha).stream()
                        .map(StatusRoutes::json)
                        .toList());
    }

    private String commit(Request request) throws IOException, Refused {
        String sha = request.parameter("sha");
        if (faults.hides(sha) || !request.repository().has(sha)) {
            throw Refused.with(422, "No commit found for SHA: " + sha);
        }
        return sha;
    }

    private static ObjectNode json(StatusWrite write) {
        return PayloadParts.object()
                .put("id", write.id())
                .put("node_id", "SC_" + write.id())
                .put("state", write.state())
                .put("description", write.description())
                .put("target_url", write.targetUrl())
                .put("context", write.context())
                .put("created_at", write.at().toString())
                .put("updated_at", write.at().toString());
    }
}
