package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.app.HookDeliveries.Delivery;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of Apps and of repositories: their configuration, what was sent, and sending it again.
 */
public record HookRoutes(Apps apps, RepositoryHooks hooks) {

    private static final int DEFAULT_SIZE = 30;
    private static final int MAX_SIZE = 100;

    public List<Route> routes() {
        var app = new Needs.TheApp();
        return List.of(
                Route.on("GET", "/app/hook/config", app, this::config),
                Route.on(
                        "GET",
                        "/app/hook/deliveries",
                        app,
                        request -> list(request, app(request).deliveries())),
                Route.on(
                        "POST",
                        "/app/hook/deliveries/{id}/attempts",
                        app,
                        request -> again(request, app(request).deliveries())),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/hooks",
                        Needs.read("repository_hooks"),
                        this::ofRepository),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/hooks/{hook}/deliveries",
                        Needs.read("repository_hooks"),
                        request -> list(request, hook(request).deliveries())),
                Route.on(
                        "POST",
                        "/repos/{owner}/{repo}/hooks/{hook}/deliveries/{id}/attempts",
                        Needs.write("repository_hooks"),
                        request -> again(request, hook(request).deliveries())));
    }

    private Answer ofRepository(Request request) {
        return Answer.list(
                request,
                hooks.of(request.repository()).stream().map(RepositoryHook::json).toList());
    }

    private RepositoryHook hook(Request request) throws Refused {
        return hooks.of(request.repository(), request.number("hook"))
                .orElseThrow(Refused::notFound);
    }

    private Answer config(Request request) throws Refused {
        LoopbackApp app = app(request);
        return Answer.ok(
                PayloadParts.object()
                        .put("content_type", "json")
                        .put("insecure_ssl", "0")
                        .put("secret", "********")
                        .put("url", app.hookUrl()));
    }

    /** By cursor, not by page: the list grows at its head while it is read. */
    private static Answer list(Request request, HookDeliveries deliveries) throws Refused {
        int size = size(request);
        String status = request.query("status").orElse("");
        if (!Set.of("", "success", "failure").contains(status)) {
            throw Refused.request(status + " is not a member of [\"success\", \"failure\"].");
        }
        long cursor = cursor(request);
        List<Delivery> all =
                deliveries.newestFirst().stream()
                        .filter(delivery -> delivery.id() < cursor)
                        .filter(delivery ->
                                status.isEmpty()
                                        || delivery.succeeded() == status.equals("success"))
                        .toList();
        ArrayNode page = PayloadParts.array();
        all.stream().limit(size).forEach(delivery -> page.add(delivery.json()));
        if (all.size() <= size) {
            return new Answer(200, page, Map.of());
        }
        String link =
                "<%s?per_page=%d&cursor=v1_%d>; rel=\"next\""
                        .formatted(request.uri().getPath(), size, all.get(size - 1).id());
        return new Answer(200, page, Map.of("Link", link));
    }

    private static int size(Request request) {
        String given = request.query("per_page").orElse("");
        return given.matches("[0-9]{1,4}")
                ? Math.clamp(Integer.parseInt(given), 1, MAX_SIZE)
                : DEFAULT_SIZE;
    }

    private static long cursor(Request request) throws Refused {
        @Nullable String given = request.query("cursor").orElse(null);
        if (given == null) {
            return Long.MAX_VALUE;
        }
        if (!given.matches("v1_[0-9]{1,18}")) {
            throw Refused.with(400, "Invalid cursor");
        }
        return Long.parseLong(given.substring("v1_".length()));
    }

    private static Answer again(Request request, HookDeliveries deliveries) throws Refused {
        Delivery former = deliveries.withId(request.number("id")).orElseThrow(Refused::notFound);
        // GitHub answers first and sends later.
        Thread.ofVirtual().name("redelivery").start(() -> redeliver(deliveries, former));
        return Answer.accepted(PayloadParts.object());
    }

    private static void redeliver(HookDeliveries deliveries, Delivery former) {
        try {
            deliveries.redeliver(former);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private LoopbackApp app(Request request) throws Refused {
        return request.caller() instanceof Caller.AppItself(long id)
                ? apps.withId(id).orElseThrow(Refused::notFound)
                : failNotAnApp();
    }

    private static LoopbackApp failNotAnApp() throws Refused {
        throw Refused.with(401, "A JSON web token could not be decoded");
    }
}
