package dev.sluice.standalone.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares an App, as GitHub knows it, with what Sluice needs. */
final class AppCheck {

    /**
     * What was found.
     *
     * @param problems one line each: what is missing, and what to click
     * @param summary for when nothing is
     */
    record Result(List<String> problems, String summary) {}

    private static final Duration CLOCKS = Duration.ofSeconds(60);

    private AppCheck() {}

    /**
     * Asks GitHub for everything that matters.
     *
     * @param webhook where events are to be sent; what was asked for when the App was made where
     *     empty
     * @throws Refusal when GitHub cannot be asked at all
     */
    static Result of(StoredApp app, Optional<URI> webhook) throws InterruptedException {
        try (var http = new GitHubHttp()) {
            return check(app, webhook.or(app::webhook), http);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Refusal.internal(
                    "%s does not answer (%s)"
                            .formatted(app.api().getHost(), e.getClass().getSimpleName()),
                    e);
        }
    }

    private static Result check(StoredApp app, Optional<URI> webhook, GitHubHttp http)
            throws IOException, InterruptedException {
        var problems = new ArrayList<String>();
        var api = new AppApi(app, http, problems);
        HttpResponse<String> response = api.get("/app");
        if (response.statusCode() != 200) {
            return new Result(List.of(notBelieved(app, response)), "");
        }
        JsonNode known = api.json(response);
        var grants = new GrantCheck(app, api, problems);
        grants.app(known);
        int installations = grants.installations(known);
        var hook = new HookCheck(app, webhook, http, api, problems);
        hook.hook();
        hook.deliveries();
        return new Result(
                List.copyOf(problems),
                "all in order: %s, installed %d time(s), with every permission and event that Sluice uses"
                        .formatted(app.slug(), installations));
    }

    private static String notBelieved(StoredApp app, HttpResponse<String> response) {
        Optional<Duration> wrong =
                response.headers()
                        .firstValue("date")
                        .flatMap(AppCheck::instant)
                        .map(date -> Duration.between(date, Clock.systemUTC().instant()))
                        .filter(difference -> difference.abs().compareTo(CLOCKS) > 0);
        if (response.statusCode() == 401 && wrong.isPresent()) {
            return "clock: this machine's is %d s away from GitHub's; set it right"
                    .formatted(wrong.get().toSeconds());
        }
        return switch (response.statusCode()) {
            case 401, 404 ->
                    "key: GitHub does not accept %s as the key of App %d: generate a new one at %s and put it there"
                            .formatted(app.key(), app.id(), app.settings());
            default ->
                    "GitHub: %s answers %d instead of the App; is that its API?"
                            .formatted(app.api(), response.statusCode());
        };
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
