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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A repository, its branches, what somebody may do in it, and its pull requests. */
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
                        "/repos/{owner}/{repo}/branches/{branch}",
                        Needs.read("contents"),
                        this::branch),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/pulls",
                        Needs.read("pull_requests"),
                        this::pulls),
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

    private Answer branch(Request request) throws Refused, IOException {
        String name = request.parameter("branch");
        String sha =
                request.repository()
                        .find(name)
                        .orElseThrow(() -> Refused.with(404, "Branch not found"));
        ObjectNode json = PayloadParts.object().put("name", name).put("protected", false);
        json.putObject("commit").put("sha", sha);
        return Answer.ok(json);
    }

    private Answer pulls(Request request) throws Refused, IOException {
        String state = request.query("state").orElse("open");
        boolean down = !request.query("direction").orElse("desc").equals("asc");
        if (!Set.of("open", "closed", "all").contains(state)) {
            throw Refused.invalid("PullRequest", "state", "invalid", "state is invalid");
        }
        if (!request.query("sort").orElse("created").equals("created")) {
            throw Refused.with(501, "The double sorts pull requests by their creation only");
        }
        var all = new ArrayList<ObjectNode>();
        LoopbackRepository repository = request.repository();
        for (PullRequest pull : repository.allPulls()) {
            if (state.equals("all") || state.equals("open") == pull.open()) {
                all.add(json(repository, pull));
            }
        }
        return Answer.list(request, down ? all.reversed() : all);
    }

    private Answer pull(Request request) throws Refused, IOException {
        LoopbackRepository repository = request.repository();
        PullRequest pull = repository.pull(request.number("number")).orElseThrow(Refused::notFound);
        return Answer.ok(json(repository, pull).put("merged", false));
    }

    private static ObjectNode json(LoopbackRepository repository, PullRequest pull)
            throws IOException {
        ObjectNode json = PayloadParts.object();
        json.put("id", 90_000 + pull.number()).put("number", pull.number());
        json.put("node_id", "PR_" + pull.number());
        json.put("url", PayloadParts.apiUrl(repository.labels()) + "/pulls/" + pull.number());
        json.put("html_url", PayloadParts.htmlUrl(repository.labels()) + "/pull/" + pull.number());
        json.put("state", pull.open() ? "open" : "closed").put("title", "Change " + pull.number());
        json.put("draft", false).put("updated_at", pull.updatedAt().toString());
        json.set("user", pull.author().json());
        json.putArray("labels");
        json.put("author_association", "MEMBER");
        json.set("head", side(repository, pull.headRef(), pull.headSha()));
        json.set("base", side(repository, pull.baseRef(), repository.tip(pull.baseRef())));
        return json;
    }

    private static ObjectNode side(LoopbackRepository repository, String ref, String sha) {
        ObjectNode side = PayloadParts.object();
        side.put("label", repository.owner() + ":" + ref).put("ref", ref).put("sha", sha);
        side.set("user", repository.labels().account().json());
        side.set("repo", PayloadParts.repository(repository.labels()));
        return side;
    }
}
