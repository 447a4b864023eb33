package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where the App is installed; found by a repository, the same for all of its owner. */
final class Installations {

    private static final TypeReference<Installation> INSTALLATION = new TypeReference<>() {};

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** What was looked up later than this is believed even when it says no. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Found(Installation installation, Instant at) {}

    private final AppRequests requests;
    private final Clock clock;
    private final Kept<Long, Found> found = new Kept<>();
    private volatile Optional<String> slug = Optional.empty();

    Installations(AppRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** The App's name in addresses and accounts; known after the first look-up. */
    Optional<String> slug() {
        return slug;
    }

    Reply<Installation> of(Repository repository, Permission needs) {
        return found.get(
                        repository.ownerId(),
                        known -> clock.instant().isBefore(known.at().plus(LIFE)),
                        () -> lookUp(repository, needs))
                .then(known -> new Reply.Done<>(known.installation()));
    }

    /** Whether the next answer will be a newer one. */
    boolean forgetUnlessFresh(Repository repository) {
        return found.forget(
                repository.ownerId(), known -> !clock.instant().isBefore(known.at().plus(FRESH)));
    }

    private Reply<Found> lookUp(Repository repository, Permission needs) {
        return requests.ask(
                repository, Ask.get("/installation", needs), answer -> found(repository, answer));
    }

    private Reply<Found> found(Repository repository, Answer answer) {
        Optional<Installation> installation =
                answer.status() == HttpURLConnection.HTTP_OK
                        ? answer.as(INSTALLATION)
                        : Optional.empty();
        if (installation.isPresent()) {
            slug = Optional.ofNullable(installation.get().slug());
            return new Reply.Done<>(new Found(installation.get(), clock.instant()));
        }
        return new Reply.Refused<>(
                answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                        ? "the GitHub App is not installed for "
                                + repository.fullName()
                                + " (404): install it for "
                                + repository.owner()
                                + ", or add the repository to its installation"
                        : "GitHub does not say where its App is installed ("
                                + answer.status()
                                + ")");
    }
}
