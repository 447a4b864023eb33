package dev.sluice.ingest.githubapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.StartRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Asks GitHub as the App itself: by a signed statement that is right by GitHub's clock. */
final class AppRequests {

    /** An answer, whatever it says. */
    record Answer(int status, boolean throttled, JsonNode body) {

        String message() {
            return body.path("message").asText("");
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long MAX_BODY = 1024 * 1024;
    private static final int UNAUTHORIZED = 401;

    /** Differences below this are not why GitHub refuses a statement. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final URI api;
    private final String issuer;
    private final AppKeyFile key;
    private final AddressGuard guard;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private volatile Duration ahead = Duration.ZERO;

    /** What a refused statement means. */
    static final String WRONG_KEY =
            "GitHub does not accept the key of the App: SLUICE_GITHUB_APP_ID and"
                    + " SLUICE_GITHUB_APP_KEY_FILE have to be of the same App";

    /**
     * Those of the App whose key is configured; empty without one.
     *
     * @throws StartRefusedException in one line, when the configuration cannot be used
     */
    static Optional<AppRequests> of(
            GitHubAppConfig config, URI api, AddressGuard guard, Clock clock) {
        if (config.keyFile().isEmpty()) {
            return Optional.empty();
        }
        if (config.id().isEmpty()) {
            throw new StartRefusedException(
                    "SLUICE_GITHUB_APP_KEY_FILE is set, SLUICE_GITHUB_APP_ID is not: which App is it"
                            + " the key of?");
        }
        return Optional.of(
                new AppRequests(
                        api,
                        config.clientId().orElse(config.id().get()).strip(),
                        new AppKeyFile(config.keyFile().get()),
                        guard,
                        clock));
    }

    AppRequests(URI api, String issuer, AppKeyFile key, AddressGuard guard, Clock clock) {
        this.api = URI.create(api.toString().replaceAll("/+$", ""));
        this.issuer = issuer;
        this.key = key;
        this.guard = guard;
        this.clock = clock;
    }

    /** The time by GitHub's clock. */
    Instant now() {
        return clock.instant().plus(ahead);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return ask(request(path).GET());
    }

    Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return ask(
                request(path)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Says for some minutes that we are the App. */
    String statement() {
        return key.current().statement(issuer, now());
    }

    /** Whether our clock is why a statement was refused; it is right by GitHub's from now on. */
    boolean corrected(HttpResponse<?> refused) {
        Optional<Duration> right = rightDifference(refused);
        right.ifPresent(difference -> ahead = difference);
        return right.isPresent();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        Optional<String> objection = guard.objectionTo(api);
        if (objection.isPresent()) {
            throw new TokenRefusedException(objection.get());
        }
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "sluice-ingest");
    }

    /** Once more when our clock is why GitHub does not believe us. */
    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> first = send(request);
        return answer(corrected(first) ? send(request) : first);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.setHeader("Authorization", "Bearer " + statement());
        return client.send(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY));
    }

    private Optional<Duration> rightDifference(HttpResponse<?> response) {
        if (response.statusCode() != UNAUTHORIZED) {
            return Optional.empty();
        }
        return response.headers()
                .firstValue("date")
                .flatMap(AppRequests::instant)
                .map(date -> Duration.between(clock.instant(), date))
                .filter(difference -> difference.minus(ahead).abs().compareTo(TOLERATED) > 0);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        boolean throttled =
                response.headers().firstValue("retry-after").isPresent()
                        || response.headers()
                                .firstValue("x-ratelimit-remaining")
                                .map("0"::equals)
                                .orElse(false);
        return new Answer(response.statusCode(), throttled, json(response.body()));
    }

    private static JsonNode json(String body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            return node == null ? Json.mapper().createObjectNode() : node;
        } catch (JsonProcessingException _) {
            return Json.mapper().createObjectNode();
        }
    }
}
