package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitHub's API: the one place where a request gets its address and its credentials, and where
 * an answer becomes a {@link Reply}.
 */
class GitHubApi {

    private final ApiAddress address;
    private final Access access;
    private final Exchange exchange;
    private final Clock clock;
    private final Limits limits;
    private final Renames renames = new Renames();
    private final KnownAnswers known = new KnownAnswers();

    GitHubApi(ApiAddress address, Access access, Exchange exchange, Clock clock) {
        this(address, access, exchange, clock, Limits.UNHEARD);
    }

    GitHubApi(ApiAddress address, Access access, Exchange exchange, Clock clock, Limits limits) {
        this.address = address;
        this.access = access;
        this.exchange = exchange;
        this.clock = clock;
        this.limits = limits;
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
        return ask(renames.current(repository), ask, reading, true);
    }

    /**
     * @param again whether it may be asked once more under another name
     */
    private <T> Reply<T> ask(
            Repository repository, Ask ask, Function<Answer, Optional<T>> reading, boolean again) {
        try {
            Optional<String> objection = address.objectionTo(repository);
            if (objection.isPresent()) {
                return new Reply.Refused<>(objection.get());
            }
        } catch (UnknownHostException _) {
            return new Reply.Unreached<>(address.host() + " has no address");
        }
        return access.token(repository, ask.needs())
                .then(token ->
                        again
                                ? elsewhere(token, repository, ask, reading)
                                : first(token, repository, ask, reading));
    }

    /** A redirect is never followed, but a repository may be asked for by its number, once. */
    private <T> Reply<T> elsewhere(
            Token token, Repository repository, Ask ask, Function<Answer, Optional<T>> reading) {
        var moved = new AtomicReference<@Nullable Answer>();
        Reply<T> reply =
                first(
                        token,
                        repository,
                        ask,
                        answer -> {
                            if (Renames.isRedirect(answer) && ask.where() == Ask.Where.REPOSITORY) {
                                moved.set(answer);
                                return Optional.empty();
                            }
                            return reading.apply(answer);
                        });
        if (moved.get() == null) {
            return reply;
        }
        Optional<Repository> there =
                send(token, repository, Renames.byNumber(repository, ask))
                                instanceof Exchange.Answered(Answer named)
                        ? renames.learn(repository, named)
                        : Optional.empty();
        return there.map(it -> ask(it, ask, reading, false)).orElse(reply);
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
        String payer = access.budget(repository);
        String question = payer + " " + address.of(ask, repository);
        KnownAnswers.Known before = ask.isRead() ? known.before(question) : null;
        Ask sent = before == null ? ask : ask.with("If-None-Match", before.mark());
        Exchange.Outcome outcome =
                exchange.send(SignedRequest.of(address, repository, sent, token));
        if (!(outcome instanceof Exchange.Answered(Answer answer))) {
            return outcome;
        }
        limits.read(payer, answer.headers());
        return ask.isRead() ? new Exchange.Answered(known.read(question, before, answer)) : outcome;
    }

    private <T> Reply<T> notDone(Answer answer, Repository repository, Ask ask) {
        return Answers.notDone(answer, repository, ask.needs(), access, clock.instant());
    }

    private static boolean isUnauthorized(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED;
    }
}
