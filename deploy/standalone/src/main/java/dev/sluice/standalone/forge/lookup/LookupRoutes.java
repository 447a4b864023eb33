package dev.sluice.standalone.forge.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.People;
import dev.sluice.standalone.forge.repository.PullRequest;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.io.IOException;
import java.util.List;

/** A repository, what somebody may do in it, and a pull request. */
public final class LookupRoutes {

    public List<Route> routes() {
        return List.of(
                Route.on("GET", "/repos/{owner}/{repo}", new Needs.AnyToken(), this::repository),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/collaborators/{login}/permission",
                        Needs.read("metadata"),
                        this::permission),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/pulls/{number}",
                        Needs.read("pull_requests"),
                        this::pull));
    }

    private Answer repository(Request request) {
        return Answer.ok(PayloadParts.repository(request.repository().labels()));
    }

    private Answer permission(Request request) throws Refused {
        String login = request.parameter("login");
        People.Collaborator person =
                request.repository()
                        .people()
                        .named(login)
                        .orElseThrow(() -> Refused.with(404, login + " is not a user"));
        ObjectNode json = PayloadParts.object();
        json.put("permission", person.permission()).put("role_name", person.permission());
        json.set("user", person.account().json());
        return Answer.ok(json);
    }

    private Answer pull(Request request) throws Refused, IOException {
        LoopbackRepository repository = request.repository();
        PullRequest pull = repository.pull(request.number("number")).orElseThrow(Refused::notFound);
        ObjectNode json = PayloadParts.object();
        json.put("id", 90_000 + pull.number()).put("number", pull.number());
        json.put("node_id", "PR_" + pull.number());
        json.put("url", PayloadParts.apiUrl(repository.labels()) + "/pulls/" + pull.number());
        json.put("html_url", PayloadParts.htmlUrl(repository.labels()) + "/pull/" + pull.number());
        json.put("state", pull.open() ? "open" : "closed").put("title", "Change " + pull.number());
        json.put("draft", false).put("merged", false);
        json.set("user", pull.author().json());
        json.putArray("labels");
        json.put("author_association", "MEMBER");
        json.set("head", side(repository, pull.headRef(), pull.headSha()));
        json.set("base", side(repository, pull.baseRef(), repository.tip(pull.baseRef())));
        return Answer.ok(json);
    }

    private static ObjectNode side(LoopbackRepository repository, String ref, String sha) {
        ObjectNode side = PayloadParts.object();
        side.put("label", repository.owner() + ":" + ref).put("ref", ref).put("sha", sha);
        side.set("user", repository.labels().account().json());
        side.set("repo", PayloadParts.repository(repository.labels()));
        return side;
    }
}
