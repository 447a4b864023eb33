package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.github.ApiAddress;
import dev.sluice.ingest.githubapp.AppAccess;
import dev.sluice.ingest.githubapp.TokenRefusedException;
import dev.sluice.ingest.reconcile.Allowances;
import dev.sluice.ingest.reconcile.KnownAnswers;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.StoppedException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks GitHub for the reconciler, within its allowance. */
final class GitHubRequests {

    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERRORS = 500;

    private static final String BAD_TOKEN =
            "GitHub does not accept the token: SLUICE_INGEST_GITHUB_TOKEN, or else"
                    + " SLUICE_GITHUB_TOKEN, is wrong or expired; set another one";

    private final ApiAddress api;
    private final Access access;
    private final Allowances allowances;
    private final KnownAnswers known;
    private final ReconcilerMetrics metrics;
    private final Clock clock;
    private final Exchange exchange = new Exchange();

    GitHubRequests(
            ApiAddress api,
            Access access,
            Allowances allowances,
            KnownAnswers known,
            ReconcilerMetrics metrics,
            Clock clock) {
        this.api = api;
        this.access = access;
        this.allowances = allowances;
        this.known = known;
        this.metrics = metrics;
        this.clock = clock;
    }

    Access access() {
        return access;
    }

    /** Whether one more may be asked in this name. */
    boolean hasRoom(Caller caller) {
        return allowances.hasRoom(caller.payer());
    }

    /** Reads something, whatever was known of it. */
    Reply get(Caller caller, String path) throws InterruptedException {
        return ask(caller, request(path).GET(), "", Optional.empty());
    }

    /** Reads something unless it is as it was when it was {@linkplain #keep kept}. */
    Reply getIfChanged(Caller caller, String path) throws InterruptedException {
        String name = caller.payer() + " " + path;
        Optional<KnownAnswers.Known> before = known.to(name);
        HttpRequest.Builder request = request(path).GET();
        before.ifPresent(answer -> request.setHeader("If-None-Match", answer.etag()));
        return ask(caller, request, name, before);
    }

    /** This answer was dealt with to its end. */
    void keep(Reply.Fresh answer) {
        keep(answer, List.of());
    }

    /**
     * This answer was dealt with to its end.
     *
     * @param ids what of it is needed as long as it holds
     */
    void keep(Reply.Fresh answer, List<Long> ids) {
        answer.etag()
                .ifPresent(etag ->
                        known.keep(
                                answer.request(),
                                new KnownAnswers.Known(etag, answer.next().orElse(null), ids)));
    }

    Reply post(Caller caller, String path) throws InterruptedException {
        return ask(
                caller,
                request(path).POST(HttpRequest.BodyPublishers.noBody()),
                "",
                Optional.empty());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.at(path))
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "sluice-ingest");
    }

    private Reply ask(
            Caller caller,
            HttpRequest.Builder request,
            String name,
            Optional<KnownAnswers.Known> before)
            throws InterruptedException {
        if (!hasRoom(caller)) {
            return new Reply.Spent();
        }
        try {
            Optional<String> objection = api.objection();
            if (objection.isPresent()) {
                throw new StoppedException(objection.get());
            }
            HttpResponse<String> response = send(caller, request);
            if (response.statusCode() == UNAUTHORIZED && canBeMended(caller, response)) {
                response = send(caller, request);
            }
            Reply reply = reply(caller, response, name, before);
            metrics.answered("github", word(reply));
            return reply;
        } catch (TokenRefusedException e) {
            return new Reply.Refused(UNAUTHORIZED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StoppedException(
                    "GitHub cannot be reached (" + e.getClass().getSimpleName() + ")");
        }
    }

    private HttpResponse<String> send(Caller caller, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.setHeader("Authorization", "Bearer " + credential(caller));
        return exchange.send(request.build());
    }

    private String credential(Caller caller) throws IOException, InterruptedException {
        return switch (access) {
            case Access.OfApp(var app) ->
                    caller instanceof Caller.Installation(long id)
                            ? app.tokenOf(id)
                            : app.statement();
            case Access.OfToken(var token) -> token;
            case Access.None() -> throw new StoppedException("there is nothing to show to GitHub");
        };
    }

    private boolean canBeMended(Caller caller, HttpResponse<String> refused) {
        if (!(access instanceof Access.OfApp(var app))) {
            return false;
        }
        if (caller instanceof Caller.Installation(long id)) {
            app.forget(id);
            return true;
        }
        return app.corrected(refused);
    }

    private Reply reply(
            Caller caller,
            HttpResponse<String> response,
            String name,
            Optional<KnownAnswers.Known> before)
            throws IOException {
        int status = response.statusCode();
        Limits limits = Limits.of(response, clock.instant());
        limits.budget()
                .ifPresent(
                        budget -> allowances.spent(caller.payer(), budget, status != NOT_MODIFIED));
        if (limits.pausedUntil().isPresent()) {
            allowances.pause(caller.payer(), limits.pausedUntil().get());
            return new Reply.Spent();
        }
        if (status == NOT_MODIFIED && before.isPresent()) {
            known.keep(name, before.get());
            return new Reply.Unchanged(
                    Optional.ofNullable(before.get().next()), before.get().ids());
        }
        if (status >= SERVER_ERRORS) {
            throw new StoppedException("GitHub answers " + status);
        }
        if (status == UNAUTHORIZED && !(caller instanceof Caller.Installation)) {
            throw new StoppedException(
                    access instanceof Access.OfApp ? AppAccess.WRONG_KEY : BAD_TOKEN);
        }
        return status >= 200 && status < 300
                ? new Reply.Fresh(
                        name,
                        json(response.body()),
                        response.headers().firstValue("etag"),
                        NextPage.query(response.headers()))
                : new Reply.Refused(status, message(response.body()));
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? Json.mapper().createObjectNode() : Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new StoppedException("GitHub's answer is not JSON");
        }
    }

    private static String message(String body) {
        try {
            return Json.mapper().readTree(body).path("message").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String word(Reply reply) {
        return switch (reply) {
            case Reply.Fresh _ -> "fresh";
            case Reply.Unchanged _ -> "unchanged";
            case Reply.Refused _ -> "refused";
            case Reply.Spent _ -> "throttled";
        };
    }
}
