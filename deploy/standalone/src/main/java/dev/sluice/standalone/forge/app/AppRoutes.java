package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.Repositories;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An App about itself: who it is, where it is installed, and its tokens. */
public record AppRoutes(Apps apps, InstallationTokens tokens, Repositories repositories) {

    public List<Route> routes() {
        var app = new Needs.TheApp();
        return List.of(
                Route.on("GET", "/app", app, this::self),
                Route.on("GET", "/app/installations", app, this::installations),
                Route.on("GET", "/app/installations/{id}", app, this::installation),
                Route.on("POST", "/app/installations/{id}/access_tokens", app, this::token),
                Route.on("GET", "/repos/{owner}/{repo}/installation", app, this::ofRepository),
                Route.on("GET", "/orgs/{org}/installation", app, this::ofOwner),
                Route.on(
                        "GET",
                        "/installation/repositories",
                        new Needs.AnInstallation(),
                        this::repositories),
                Route.on(
                        "POST",
                        "/app-manifests/{code}/conversions",
                        new Needs.Nothing(),
                        this::convert));
    }

    private Answer self(Request request) throws Refused {
        LoopbackApp app = apps.withId(id(request)).orElseThrow(Refused::notFound);
        return Answer.ok(
                app.json().put("installations_count", apps.installationsOf(app.id()).size()));
    }

    private Answer installations(Request request) {
        return Answer.list(
                request,
                apps.installationsOf(id(request)).stream().map(Installation::json).toList());
    }

    private Answer installation(Request request) throws Refused {
        return Answer.ok(find(request).json());
    }

    private Answer ofRepository(Request request) throws Refused {
        LoopbackRepository repository = request.repository();
        return Answer.ok(
                apps.installationsOf(id(request)).stream()
                        .filter(installation -> installation.reaches(repository))
                        .findFirst()
                        .orElseThrow(Refused::notFound)
                        .json());
    }

    private Answer ofOwner(Request request) throws Refused {
        String owner = request.parameter("org");
        return Answer.ok(
                apps.installationsOf(id(request)).stream()
                        .filter(found -> found.owner().login().equalsIgnoreCase(owner))
                        .findFirst()
                        .orElseThrow(Refused::notFound)
                        .json());
    }

    private Answer token(Request request) throws Refused {
        Installation installation = find(request);
        if (installation.isSuspended()) {
            throw Refused.with(403, "This installation has been suspended");
        }
        Map<String, Level> permissions =
                request.body().has("permissions")
                        ? Permissions.of(request.body().path("permissions"))
                        : installation.permissions();
        if (!Permissions.within(permissions, installation.permissions())) {
            throw Refused.with(
                    422, "The permissions requested are not granted to this installation.");
        }
        List<LoopbackRepository> asked = asked(request, installation);
        var token =
                tokens.issue(
                        installation,
                        asked.stream().map(LoopbackRepository::id).toList(),
                        permissions);
        ObjectNode json = PayloadParts.object();
        json.put("token", token.value()).put("expires_at", token.expiresAt().toString());
        json.set("permissions", Permissions.json(permissions));
        json.put(
                "repository_selection",
                asked.isEmpty()
                        ? installation.json().path("repository_selection").asText()
                        : "selected");
        if (!asked.isEmpty()) {
            var list = json.putArray("repositories");
            asked.forEach(repository -> list.add(PayloadParts.repository(repository.labels())));
        }
        return Answer.created(json);
    }

    private List<LoopbackRepository> asked(Request request, Installation installation)
            throws Refused {
        var asked = new ArrayList<LoopbackRepository>();
        for (JsonNode id : request.body().path("repository_ids")) {
            asked.add(
                    repositories
                            .withId(id.asLong())
                            .filter(installation::reaches)
                            .orElseThrow(AppRoutes::outOfReach));
        }
        for (JsonNode name : request.body().path("repositories")) {
            asked.add(
                    repositories
                            .named(installation.owner().login() + "/" + name.asText())
                            .filter(installation::reaches)
                            .orElseThrow(AppRoutes::outOfReach));
        }
        return asked;
    }

    private static Refused outOfReach() {
        return Refused.with(
                422,
                "There is at least one repository that does not exist or is not accessible to the"
                        + " parent installation.");
    }

    private Answer repositories(Request request) {
        return Answer.counted(
                request,
                "repositories",
                repositories.all().stream()
                        .filter(request.caller()::sees)
                        .map(repository -> PayloadParts.repository(repository.labels()))
                        .toList());
    }

    private Answer convert(Request request) throws Refused {
        return Answer.created(
                apps.takeCode(request.parameter("code"))
                        .orElseThrow(Refused::notFound)
                        .jsonWithSecrets());
    }

    private Installation find(Request request) throws Refused {
        long id = request.number("id");
        return apps.installationsOf(id(request)).stream()
                .filter(installation -> installation.id() == id)
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private static long id(Request request) {
        return request.caller() instanceof Caller.AppItself(long id) ? id : -1;
    }
}
