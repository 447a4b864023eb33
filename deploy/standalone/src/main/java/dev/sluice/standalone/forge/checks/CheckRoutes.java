package dev.sluice.standalone.forge.checks;

import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Making, changing and reading check runs. */
public record CheckRoutes(CheckRuns runs, ForgeFaults faults) {

    public List<Route> routes() {
        Needs write = Needs.writeAsApp("checks");
        Needs read = Needs.readAsApp("checks");
        return List.of(
                Route.on("POST", "/repos/{owner}/{repo}/check-runs", write, this::create),
                Route.on("PATCH", "/repos/{owner}/{repo}/check-runs/{id}", write, this::update),
                Route.on("GET", "/repos/{owner}/{repo}/check-runs/{id}", read, this::get),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/check-runs/{id}/annotations",
                        read,
                        this::annotations),
                Route.on(
                        "GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", read, this::list));
    }

    private Answer create(Request request) throws Refused, IOException {
        CheckRunRequest wanted = CheckRunRequest.toCreate(request.body());
        requireCommit(request, String.valueOf(wanted.headSha()));
        return Answer.created(runs.create(request.repository(), request.app(), wanted).json());
    }

    private Answer update(Request request) throws Refused {
        CheckRun run = find(request);
        if (run.appId() != request.app().appId()) {
            throw Refused.with(
                    403,
                    "Invalid app_id `%d` - check run can only be modified by the GitHub App that"
                                    .formatted(request.app().appId())
                            + " created it.");
        }
        return Answer.ok(runs.update(run, CheckRunRequest.toUpdate(request.body())).json());
    }

    private Answer get(Request request) throws Refused {
        return Answer.ok(find(request).json());
    }

    private Answer annotations(Request request) throws Refused {
        return Answer.list(
                request, find(request).annotations().stream().map(Annotation::json).toList());
    }

    private Answer list(Request request) throws Refused, IOException {
        String sha = request.parameter("ref");
        requireCommit(request, sha);
        String filter = request.query("filter").orElse("latest");
        if (!Set.of("latest", "all").contains(filter)) {
            throw Refused.request(filter + " is not a member of [\"latest\", \"all\"].");
        }
        String name = request.query("check_name").orElse("");
        String app = request.query("app_id").orElse("");
        return Answer.counted(
                request,
                "check_runs",
                runs.of(request.repository(), sha, filter.equals("all")).stream()
                        .filter(run -> name.isEmpty() || run.name().equals(name))
                        .filter(run -> app.isEmpty() || Long.toString(run.appId()).equals(app))
                        .map(CheckRun::json)
                        .toList());
    }

    private CheckRun find(Request request) throws Refused {
        return runs.find(request.repository(), request.number("id")).orElseThrow(Refused::notFound);
    }

    private void requireCommit(Request request, String sha) throws Refused, IOException {
        if (faults.hides(sha) || !request.repository().has(sha)) {
            throw Refused.with(422, "No commit found for SHA: " + sha);
        }
    }
}
