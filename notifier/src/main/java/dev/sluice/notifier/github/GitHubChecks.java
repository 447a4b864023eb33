package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.verdict.Shown;
import dev.sluice.notifier.verdict.VerdictForge;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows verdicts as check runs, which only Apps may write. A run is updated as long as its
 * annotations stay true; GitHub only ever adds to them, so other ones need another run of the same
 * name, and GitHub shows the latest.
 */
class GitHubChecks implements VerdictForge {

    private static final TypeReference<CheckRun> RUN = new TypeReference<>() {};
    private static final TypeReference<CheckRun.Runs> RUNS = new TypeReference<>() {};

    private final String instance;
    private final GitHubApi api;

    GitHubChecks(String instance, GitHubApi api) {
        this.instance = instance;
        this.api = api;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String kind() {
        return "github-check";
    }

    @Override
    public Optional<String> obstacle() {
        return api.access().obstacle();
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    /** Updates are not counted, and of the runs GitHub itself deletes the oldest. */
    @Override
    public int mostWrites() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Draft draft(Place place, Shown shown, Supplier<Optional<ReportInput>> report) {
        CheckBody body = CheckBody.of(shown, report);
        String json = Bodies.write(body);
        return new Draft(
                new Content(
                        shown.revision(),
                        shown.sequence(),
                        CheckBody.word(shown.signal()),
                        shown.text(),
                        shown.url(),
                        Content.digest(json) + "/" + body.marks()),
                json);
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        CheckBody body = Bodies.read(draft.body(), CheckBody.class);
        CheckId known = CheckId.of(remoteId);
        if (known == null || !known.canBecome(body)) {
            return create(place, draft.content(), body);
        }
        return api.ask(
                        place.repository(),
                        Ask.patch(
                                "/check-runs/" + known.run(),
                                CheckRequest.update(place, draft.content(), body, known),
                                Permission.CHECKS),
                        answer -> updated(known, body, answer))
                .then(receipt ->
                        receipt.<Reply<Receipt>>map(Reply.Done::new)
                                .orElseGet(() -> create(place, draft.content(), body)));
    }

    private Reply<Receipt> create(Place place, Content content, CheckBody body) {
        return api.ask(
                place.repository(),
                Ask.post(
                        "/check-runs",
                        CheckRequest.create(place, content, body),
                        Permission.CHECKS),
                answer ->
                        answer.status() == HttpURLConnection.HTTP_CREATED
                                ? answer.as(RUN)
                                        .filter(CheckRun::isOne)
                                        .map(run -> new CheckId(run.id(), body.marks()).receipt())
                                : Optional.empty());
    }

    /** No receipt when the run is gone: GitHub deletes old ones, and another App's are not ours. */
    private static Optional<Optional<Receipt>> updated(
            CheckId known, CheckBody body, Answer answer) {
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.of(Optional.empty());
        }
        boolean done =
                answer.status() == HttpURLConnection.HTTP_OK
                        && answer.as(RUN).filter(CheckRun::isOne).isPresent();
        return done ? Optional.of(Optional.of(known.after(body).receipt())) : Optional.empty();
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        long app = api.access().app().map(App::id).orElse(0L);
        return api.ask(
                place.repository(),
                Ask.get(
                        "/commits/"
                                + place.subject()
                                + "/check-runs?filter=latest&per_page=100&app_id="
                                + app
                                + "&check_name="
                                + URLEncoder.encode(place.context(), StandardCharsets.UTF_8),
                        Permission.CHECKS),
                answer -> found(content, CheckId.of(remoteId), app, answer));
    }

    /** Nothing at all when it is not a list; no receipt when the latest says something else. */
    private static Optional<Optional<Receipt>> found(
            Content content, @Nullable CheckId known, long app, Answer answer) {
        Optional<CheckRun.Runs> runs = answer.as(RUNS).filter(CheckRun.Runs::isOne);
        if (answer.status() != HttpURLConnection.HTTP_OK || runs.isEmpty()) {
            return Optional.empty();
        }
        Optional<Receipt> receipt =
                runs.get().runs().stream()
                        .filter(run -> run.isOf(app))
                        .max(Comparator.comparingLong(CheckRun::id))
                        .filter(run -> run.shows(content))
                        .map(run -> CheckId.found(run.id(), content, known).receipt());
        return Optional.of(receipt);
    }
}
