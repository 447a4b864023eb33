package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.notifier.publishing.Forge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Shown;
import dev.sluice.notifier.targets.Signal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Shows verdicts as commit statuses. */
@Singleton
class GitHubStatuses implements Forge {

    private static final TypeReference<Status> STATUS = new TypeReference<>() {};
    private static final TypeReference<List<Status>> STATUSES = new TypeReference<>() {};

    private final String instance;
    private final GitHubApi api;

    @Inject
    GitHubStatuses(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubStatuses(String instance, GitHubApi api) {
        this.instance = instance;
        this.api = api;
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
        return api.access().obstacle();
    }

    @Override
    public Reply<Shown> write(Place place, Shown shown) {
        return api.ask(
                place.repository(),
                Ask.post(
                        "/statuses/" + place.sha(),
                        Status.of(place.context(), shown),
                        Permission.STATUSES),
                GitHubStatuses::written);
    }

    @Override
    public Reply<Optional<Shown>> read(Place place) {
        return api.ask(
                place.repository(),
                Ask.get("/commits/" + place.sha() + "/statuses?per_page=100", Permission.STATUSES),
                answer -> newest(place, answer));
    }

    private static Optional<Shown> written(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_CREATED
                ? answer.as(STATUS).flatMap(Status::shown)
                : Optional.empty();
    }

    /** Nothing at all when it is not a list; nothing shown when the list has nothing. */
    private static Optional<Optional<Shown>> newest(Place place, Answer answer) {
        Optional<List<Status>> statuses = answer.as(STATUSES);
        return answer.status() == HttpURLConnection.HTTP_OK && statuses.isPresent()
                ? Optional.of(newest(place, statuses.get()))
                : Optional.empty();
    }

    /** GitHub lists the newest first. */
    private static Optional<Shown> newest(Place place, List<Status> statuses) {
        return statuses.stream()
                .filter(status -> place.context().equals(status.context()))
                .findFirst()
                .flatMap(Status::shown);
    }
}
