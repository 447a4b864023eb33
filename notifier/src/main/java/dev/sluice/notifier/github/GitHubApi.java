package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
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
        return access.token(repository, ask.needs())
                .then(token -> first(token, repository, ask, reading));
    }

    private <T> Reply<T> first(
            Token token, Repository repository, Ask ask, Function<Answer, Optional<T>> reading) {
        Exchange.Outcome outcome = send(token, repository, ask);
        if (!(outcome instanceof Exchange.Answered(Answer answer) && isUnauthorized(answer))) {
            return reply(outcome, repository, ask, reading);
        }
        return access.insteadOf(token, repository, ask.needs())
                .map(another ->
                        another.then(other ->
                                reply(send(other, repository, ask), repository, ask, reading)))
                .orElseGet(() -> notDone(answer, repository, ask));
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
        return exchange.send(SignedRequest.of(address, repository, ask, token));
    }

    private <T> Reply<T> notDone(Answer answer, Repository repository, Ask ask) {
        return Answers.notDone(answer, repository, ask.needs(), access, clock.instant());
    }

    private static boolean isUnauthorized(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED;
    }
}
