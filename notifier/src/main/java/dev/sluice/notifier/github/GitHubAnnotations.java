package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.notifier.annotations.AnnotationForge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.Annotation;
import dev.sluice.notifier.report.CheckReport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds annotations to a check run, as many at once as GitHub takes. */
@Singleton
class GitHubAnnotations implements AnnotationForge {

    private static final TypeReference<CheckRun> RUN = new TypeReference<>() {};

    private final String instance;
    private final GitHubApi api;

    @Inject
    GitHubAnnotations(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubAnnotations(String instance, GitHubApi api) {
        this.instance = instance;
        this.api = api;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    /** Statuses have none. */
    @Override
    public int pages(CheckReport report) {
        return api.access().app().isEmpty()
                ? 0
                : Math.ceilDiv(report.annotations().size(), CheckBody.PER_REQUEST);
    }

    @Override
    public Reply<Receipt> write(Place place, String verdict, CheckReport report, int page) {
        var output =
                new CheckRequest.Output(
                        report.title(),
                        report.summary(),
                        report.text(),
                        page(report.annotations(), page).stream()
                                .map(CheckRequest.Mark::of)
                                .toList());
        return api.ask(
                place.repository(),
                Ask.patch(run(verdict), Map.of("output", output), Permission.CHECKS),
                answer -> run(answer).map(_ -> new Receipt(null)));
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, String verdict, int page) {
        return api.ask(
                place.repository(),
                Ask.get(run(verdict), Permission.CHECKS),
                answer ->
                        run(answer).isEmpty() ? Optional.empty() : Optional.of(has(answer, page)));
    }

    private static Optional<Receipt> has(Answer answer, int page) {
        return run(answer)
                .filter(run -> run.annotations() > CheckBody.PER_REQUEST * (page - 1))
                .map(_ -> new Receipt(null));
    }

    private static String run(String verdict) {
        return "/check-runs/" + Long.parseLong(verdict.split("/", 2)[0]);
    }

    private static Optional<CheckRun> run(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_OK
                ? answer.as(RUN).filter(CheckRun::isOne)
                : Optional.empty();
    }

    private static List<Annotation> page(List<Annotation> all, int page) {
        int from = Math.min(all.size(), CheckBody.PER_REQUEST * (page - 1));
        return all.subList(from, Math.min(all.size(), from + CheckBody.PER_REQUEST));
    }
}
