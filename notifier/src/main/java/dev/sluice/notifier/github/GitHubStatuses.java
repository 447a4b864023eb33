package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Forge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Shown;
import dev.sluice.notifier.targets.Signal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Shows verdicts as commit statuses. */
@Singleton
class GitHubStatuses implements Forge {

    private static final TypeReference<Status> STATUS = new TypeReference<>() {};
    private static final TypeReference<List<Status>> STATUSES = new TypeReference<>() {};

    private final String instance;
    private final Optional<String> token;
    private final ApiAddress api;
    private final Exchange exchange;
    private final Clock clock;

    @Inject
    GitHubStatuses(GitHubConfig config, Exchange exchange) {
        this(
                config.instance(),
                config.token(),
                new ApiAddress(
                        config.apiUrl(),
                        config.allowPrivateHosts().orElse(Set.of()),
                        InetAddress::getAllByName),
                exchange,
                Clock.systemUTC());
    }

    GitHubStatuses(
            String instance,
            Optional<String> token,
            ApiAddress api,
            Exchange exchange,
            Clock clock) {
        this.instance = instance;
        this.token = token;
        this.api = api;
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String kind() {
        return "github-status";
    }

    @Override
    public String word(Signal signal) {
        return Status.word(signal);
    }

    @Override
    public Optional<String> obstacle() {
        return token.isPresent() ? Optional.empty() : Optional.of("no SLUICE_GITHUB_TOKEN is set");
    }

    @Override
    public Reply<Shown> write(Place place, Shown shown) {
        String json = json(Status.of(place.context(), shown));
        return ask(
                place,
                request ->
                        request.uri(api.toWrite(place))
                                .header("Content-Type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString(json)),
                response -> written(place, response));
    }

    @Override
    public Reply<Optional<Shown>> read(Place place) {
        return ask(
                place,
                request -> request.uri(api.toRead(place)).GET(),
                response -> newest(place, response));
    }

    private <T> Reply<T> ask(
            Place place,
            UnaryOperator<HttpRequest.Builder> what,
            Function<HttpResponse<String>, Reply<T>> reading) {
        try {
            Optional<String> objection = api.objectionTo(place);
            if (objection.isPresent()) {
                return new Reply.Refused<>(objection.get());
            }
        } catch (UnknownHostException _) {
            return new Reply.Unreached<>(api.host() + " has no address");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder()
                        .header("Authorization", "Bearer " + token.orElseThrow())
                        .header("Accept", "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", "2022-11-28")
                        .header("User-Agent", "sluice-notifier");
        return switch (exchange.send(what.apply(request).build())) {
            case Exchange.Answered(HttpResponse<String> response) -> reading.apply(response);
            case Exchange.NotSent(String reason) -> new Reply.Unreached<>(reason);
            case Exchange.Lost(String reason) -> new Reply.Unclear<>(reason);
        };
    }

    private Reply<Shown> written(Place place, HttpResponse<String> response) {
        if (response.statusCode() != HttpURLConnection.HTTP_CREATED) {
            return notDone(place, response);
        }
        return parse(response.body(), STATUS)
                .flatMap(Status::shown)
                .<Reply<Shown>>map(Reply.Done::new)
                .orElseGet(() -> notDone(place, response));
    }

    private Reply<Optional<Shown>> newest(Place place, HttpResponse<String> response) {
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            return notDone(place, response);
        }
        return parse(response.body(), STATUSES)
                .<Reply<Optional<Shown>>>map(statuses -> new Reply.Done<>(newest(place, statuses)))
                .orElseGet(() -> notDone(place, response));
    }

    /** GitHub lists the newest first. */
    private static Optional<Shown> newest(Place place, List<Status> statuses) {
        return statuses.stream()
                .filter(status -> place.context().equals(status.context()))
                .findFirst()
                .flatMap(Status::shown);
    }

    private <T> Reply<T> notDone(Place place, HttpResponse<String> response) {
        return Answers.notDone(
                place, response.statusCode(), response.headers(), response.body(), clock.instant());
    }

    private static <T> Optional<T> parse(String body, TypeReference<T> type) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(body, type));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String json(Status status) {
        try {
            return Json.mapper().writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status can always be written as JSON", e);
        }
    }
}
