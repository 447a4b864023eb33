package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.verdict.Shown;
import dev.sluice.notifier.verdict.VerdictForge;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows verdicts as commit statuses. */
class GitHubStatuses implements VerdictForge {

    /** For one commit and context; GitHub refuses the next one. */
    private static final int MOST_STATUSES = 1000;

    private static final TypeReference<Status> STATUS = new TypeReference<>() {};
    private static final TypeReference<List<Status>> STATUSES = new TypeReference<>() {};

    private final String instance;
    private final GitHubApi api;

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
    public Optional<String> obstacle() {
        return api.access().obstacle();
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    @Override
    public int mostWrites() {
        return MOST_STATUSES;
    }

    @Override
    public Draft draft(Place place, Shown shown, Supplier<Optional<ReportInput>> report) {
        Status status = Status.of(place.context(), shown);
        return Draft.of(
                shown.revision(),
                shown.sequence(),
                Status.word(shown.signal()),
                shown.text(),
                shown.url(),
                status.json());
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        return api.ask(
                place.repository(),
                Ask.post(
                        "/statuses/" + place.subject(),
                        new RawValue(draft.body()),
                        Permission.STATUSES),
                GitHubStatuses::written);
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return api.ask(
                place.repository(),
                Ask.get(
                        "/commits/" + place.subject() + "/statuses?per_page=100",
                        Permission.STATUSES),
                answer -> found(place, content, answer));
    }

    private static Optional<Receipt> written(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_CREATED
                ? answer.as(STATUS).filter(Status::isOne).map(_ -> new Receipt(null))
                : Optional.empty();
    }

    /** Nothing at all when it is not a list; no receipt when the newest says something else. */
    private static Optional<Optional<Receipt>> found(Place place, Content content, Answer answer) {
        Optional<List<Status>> statuses = answer.as(STATUSES);
        if (answer.status() != HttpURLConnection.HTTP_OK || statuses.isEmpty()) {
            return Optional.empty();
        }
        Optional<Receipt> receipt =
                newest(place, statuses.get())
                        .filter(status -> status.shows(content))
                        .map(_ -> new Receipt(null));
        return Optional.of(receipt);
    }

    /** GitHub lists the newest first. */
    private static Optional<Status> newest(Place place, List<Status> statuses) {
        return statuses.stream()
                .filter(status -> place.context().equals(status.context()))
                .findFirst();
    }
}
