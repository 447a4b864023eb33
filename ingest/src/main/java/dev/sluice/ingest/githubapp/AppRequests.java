package dev.sluice.ingest.githubapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
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
        Optional<Duration> right = rightDifference(first);
        if (right.isEmpty()) {
            return answer(first);
        }
        ahead = right.get();
        return answer(send(request));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String statement = key.current().statement(issuer, now());
        request.setHeader("Authorization", "Bearer " + statement);
        return client.send(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY));
    }

    private Optional<Duration> rightDifference(HttpResponse<String> response) {
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
