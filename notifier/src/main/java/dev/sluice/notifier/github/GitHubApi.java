package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks GitHub's API: the one place where a request gets its address and its credentials, and where
 * an answer becomes a {@link Reply}.
 */
class GitHubApi {

    private final ApiAddress address;
    private final Access access;
    private final Exchange exchange;
    private final Clock clock;

    GitHubApi(ApiAddress address, Access access, Exchange exchange, Clock clock) {
        this.address = address;
        this.access = access;
        this.exchange = exchange;
        this.clock = clock;
    }

    Access access() {
        return access;
    }

    /**
     * Asks once, and once more with another token when GitHub no longer takes the first.
     *
     * @param reading sees every answer but a 401; empty means that it is not what was asked for,
     *     and the reply then says why
     */
    <T> Reply<T> ask(Repository repository, Ask ask, Function<Answer, Optional<T>> reading) {
        try {
            Optional<String> objection = address.objectionTo(repository);
            if (objection.isPresent()) {
                return new Reply.Refused<>(objection.get());
            }
        } catch (UnknownHostException _) {
            return new Reply.Unreached<>(address.host() + " has no address");
        }
        return switch (access.token(repository)) {
            case Reply.Done<Token>(Token token) -> first(token, repository, ask, reading);
            case Reply<Token> none -> nothingSent(none);
        };
    }

    private <T> Reply<T> first(
            Token token, Repository repository, Ask ask, Function<Answer, Optional<T>> reading) {
        return switch (send(token, repository, ask)) {
            case Exchange.Answered(Answer answer) when isUnauthorized(answer) ->
                    again(token, answer, repository, ask, reading);
            case Exchange.Outcome outcome -> reply(outcome, repository, ask, reading);
        };
    }

    private <T> Reply<T> again(
            Token refused,
            Answer answer,
            Repository repository,
            Ask ask,
            Function<Answer, Optional<T>> reading) {
        return switch (access.insteadOf(refused, repository).orElse(null)) {
            case null -> notDone(answer, repository, ask);
            case Reply.Done<Token>(Token token) ->
                    reply(send(token, repository, ask), repository, ask, reading);
            case Reply<Token> none -> nothingSent(none);
        };
    }

    private <T> Reply<T> reply(
            Exchange.Outcome outcome,
            Repository repository,
            Ask ask,
            Function<Answer, Optional<T>> reading) {
        return switch (outcome) {
            case Exchange.Answered(Answer answer) when isUnauthorized(answer) ->
                    notDone(answer, repository, ask);
            case Exchange.Answered(Answer answer) ->
                    reading.apply(answer)
                            .<Reply<T>>map(Reply.Done::new)
                            .orElseGet(() -> notDone(answer, repository, ask));
            case Exchange.NotSent(String reason) -> new Reply.Unreached<>(reason);
            case Exchange.Lost(String reason) -> new Reply.Unclear<>(reason);
        };
    }

    private Exchange.Outcome send(Token token, Repository repository, Ask ask) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.of(ask, repository))
                        .header("Authorization", token.header())
                        .header("Accept", "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", "2022-11-28")
                        .header("User-Agent", "sluice-notifier")
                        .method(ask.method(), body(ask));
        if (ask.body() != null) {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        ask.headers().forEach(request::setHeader);
        return exchange.send(request.build());
    }

    private <T> Reply<T> notDone(Answer answer, Repository repository, Ask ask) {
        return Answers.notDone(answer, repository, ask.needs(), access, clock.instant());
    }

    /** Without a token nothing has been sent, so that nothing is unclear either. */
    private static <T> Reply<T> nothingSent(Reply<Token> none) {
        return switch (none) {
            case Reply.Done<Token> _ -> throw new IllegalStateException("there is a token");
            case Reply.Refused<Token>(String reason) -> new Reply.Refused<>(reason);
            case Reply.Throttled<Token>(String reason, var until) ->
                    new Reply.Throttled<>(reason, until);
            case Reply.Unreached<Token>(String reason) -> new Reply.Unreached<>(reason);
            case Reply.Unclear<Token>(String reason) -> new Reply.Unreached<>(reason);
        };
    }

    private static boolean isUnauthorized(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    private static BodyPublisher body(Ask ask) {
        if (ask.body() == null) {
            return BodyPublishers.noBody();
        }
        try {
            return BodyPublishers.ofString(Json.mapper().writeValueAsString(ask.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request can always be written as JSON", e);
        }
    }
}
