package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.report.Annotation;
import dev.sluice.notifier.targets.Signal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A check run as it is sent to GitHub.
 *
 * @param headSha only where a run is created
 * @param conclusion absent while it is in progress
 */
record CheckRequest(
        String name,
        @JsonProperty("head_sha") @Nullable String headSha,
        @JsonProperty("details_url") @Nullable String detailsUrl,
        @JsonProperty("external_id") String externalId,
        String status,
        @Nullable String conclusion,
        Output output,
        List<Action> actions) {

    /** What is read on its page; annotations are added to those that it has. */
    record Output(
            String title,
            String summary,
            @Nullable String text,
            @Nullable List<Mark> annotations) {}

    /** An annotation in GitHub's words. */
    record Mark(
            String path,
            @JsonProperty("start_line") int startLine,
            @JsonProperty("end_line") int endLine,
            @JsonProperty("annotation_level") String level,
            String title,
            String message) {

        static Mark of(Annotation annotation) {
            return new Mark(
                    annotation.path(),
                    annotation.startLine(),
                    annotation.endLine(),
                    annotation.level().name().toLowerCase(Locale.ROOT),
                    annotation.title(),
                    annotation.message());
        }
    }

    /** A button: label of at most 20 characters, description 40, identifier 20. */
    record Action(String label, String description, String identifier) {

        static final Action RERUN =
                new Action("Scan again", "Scan this commit again and decide anew", "rerun");
        static final Action REQUEST_WAIVER =
                new Action(
                        "Request waiver",
                        "Ask to accept these findings for a time",
                        "request-waiver");
    }

    static CheckRequest create(Place place, Content content, CheckBody body) {
        return of(place, content, body, place.subject(), body.firstAnnotations());
    }

    static CheckRequest update(Place place, Content content, CheckBody body, CheckId known) {
        return of(place, content, body, null, known.isUnmarked() ? body.firstAnnotations() : null);
    }

    private static CheckRequest of(
            Place place,
            Content content,
            CheckBody body,
            @Nullable String headSha,
            @Nullable List<Annotation> annotations) {
        boolean pending = body.signal() == Signal.PENDING;
        return new CheckRequest(
                place.context(),
                headSha,
                body.url(),
                externalId(content),
                pending ? "in_progress" : "completed",
                pending ? null : content.state(),
                output(body, annotations),
                actions(body));
    }

    static Output output(CheckBody body, @Nullable List<Annotation> annotations) {
        return new Output(
                body.title(),
                body.summary(),
                body.text(),
                annotations == null || annotations.isEmpty()
                        ? null
                        : annotations.stream().map(Mark::of).toList());
    }

    /** The decision: by it a re-run names what it wants, and a run is found again. */
    static String externalId(Content content) {
        return content.revision() + "/" + content.sequence();
    }

    private static List<Action> actions(CheckBody body) {
        if (!body.isDecided()) {
            return List.of();
        }
        return body.signal() == Signal.FAIL
                ? List.of(Action.RERUN, Action.REQUEST_WAIVER)
                : List.of(Action.RERUN);
    }
}
