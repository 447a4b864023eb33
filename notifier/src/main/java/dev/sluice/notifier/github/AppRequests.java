package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** Asks GitHub as the App itself: by a signed statement, not by a token. */
final class AppRequests {

    /** Differences below this are not why GitHub refuses a statement. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final AppIdentity app;
    private final ApiAddress address;
    private final Exchange exchange;
    private final Clock clock;

    /** How far GitHub's clock is ahead of ours, as far as it has mattered. */
    private volatile Duration ahead = Duration.ZERO;

    AppRequests(AppIdentity app, ApiAddress address, Exchange exchange, Clock clock) {
        this.app = app;
        this.address = address;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The time by GitHub's clock. */
    Instant now() {
        return clock.instant().plus(ahead);
    }

    /**
     * Asks; never unclear, because nothing that people see is written.
     *
     * @param reading sees every answer but those that say the same whatever is asked
     */
    <T> Reply<T> ask(Repository repository, Ask ask, Function<Answer, Reply<T>> reading) {
        return switch (sendByGitHubsClock(repository, ask)) {
            case Exchange.Answered(Answer answer) -> reply(answer, reading);
            case Exchange.NotSent(String reason) -> new Reply.Unreached<>(reason);
            case Exchange.Lost(String reason) -> new Reply.Unreached<>(reason);
        };
    }

    private <T> Reply<T> reply(Answer answer, Function<Answer, Reply<T>> reading) {
        Optional<Reply<T>> throttled = Answers.throttled(answer, clock.instant());
        if (throttled.isPresent()) {
            return throttled.get();
        }
        if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return new Reply.Refused<>(
                    "GitHub does not accept the key of App "
                            + app.id()
                            + " (401): SLUICE_GITHUB_APP_KEY_FILE and SLUICE_GITHUB_APP_ID have to"
                            + " be of the same App, and the key not deleted there");
        }
        if (answer.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            return new Reply.Unreached<>("GitHub has trouble (" + answer.status() + ")");
        }
        return reading.apply(answer);
    }

    /** Once more when our clock is why GitHub does not believe us. */
    private Exchange.Outcome sendByGitHubsClock(Repository repository, Ask ask) {
        Exchange.Outcome first = send(repository, ask);
        Optional<Duration> right =
                first instanceof Exchange.Answered(Answer answer)
                        ? rightDifference(answer)
                        : Optional.empty();
        if (right.isEmpty()) {
            return first;
        }
        ahead = right.get();
        return send(repository, ask);
    }

    private Exchange.Outcome send(Repository repository, Ask ask) {
        Token statement = app.key().current().statement(app.issuer(), now());
        return exchange.send(SignedRequest.of(address, repository, ask, statement));
    }

    private Optional<Duration> rightDifference(Answer answer) {
        if (answer.status() != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return Optional.empty();
        }
        return answer.headers()
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
}
