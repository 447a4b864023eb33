package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.notifier.comment.CommentForge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.Marker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes comments as a GitHub App; a comment of anybody else is never taken for ours. */
@Singleton
class GitHubComments implements CommentForge {

    private static final int PER_PAGE = 100;

    /** Comments are listed from the oldest on, and ours is among the first. */
    private static final int MOST_PAGES = 3;

    private static final TypeReference<Comment> COMMENT = new TypeReference<>() {};
    private static final TypeReference<List<Comment>> COMMENTS = new TypeReference<>() {};

    private record Comment(
            long id,
            @Nullable String body,
            @JsonProperty("performed_via_github_app") @Nullable Author app) {

        boolean isOurs(long ours, Marker marker) {
            return app != null
                    && app.id() == ours
                    && body != null
                    && Marker.in(body).equals(Optional.of(marker));
        }

        Written written() {
            return new Written(body == null ? "" : body, new Receipt(Long.toString(id)));
        }
    }

    private record Author(long id) {}

    private final String instance;
    private final GitHubApi api;

    @Inject
    GitHubComments(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubComments(String instance, GitHubApi api) {
        this.instance = instance;
        this.api = api;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public boolean isAble() {
        return api.access().app().isPresent();
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    @Override
    public Reply<Receipt> write(
            Place place, long number, Marker marker, String body, @Nullable String remoteId) {
        if (remoteId != null) {
            return edit(place, remoteId, body)
                    .then(receipt ->
                            receipt.<Reply<Receipt>>map(Reply.Done::new)
                                    .orElseGet(() -> create(place, number, body)));
        }
        return find(place, number, marker, 1)
                .then(found ->
                        found.isPresent()
                                ? write(
                                        place,
                                        number,
                                        marker,
                                        body,
                                        found.get().receipt().remoteId())
                                : create(place, number, body));
    }

    /** Empty when somebody has deleted it. */
    private Reply<Optional<Receipt>> edit(Place place, String id, String body) {
        return api.ask(
                place.repository(),
                Ask.patch(
                        "/issues/comments/" + Long.parseLong(id),
                        Map.of("body", body),
                        Permission.PULL_REQUESTS),
                answer -> {
                    Optional<Receipt> receipt = receipt(answer, HttpURLConnection.HTTP_OK);
                    return isGone(answer) || receipt.isPresent()
                            ? Optional.of(receipt)
                            : Optional.empty();
                });
    }

    private Reply<Receipt> create(Place place, long number, String body) {
        return api.ask(
                place.repository(),
                Ask.post(
                        "/issues/" + number + "/comments",
                        Map.of("body", body),
                        Permission.PULL_REQUESTS),
                answer -> receipt(answer, HttpURLConnection.HTTP_CREATED));
    }

    private static Optional<Receipt> receipt(Answer answer, int expected) {
        return answer.status() == expected
                ? answer.as(COMMENT)
                        .filter(comment -> comment.id() > 0)
                        .map(comment -> new Receipt(Long.toString(comment.id())))
                : Optional.empty();
    }

    private static boolean isGone(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                || answer.status() == HttpURLConnection.HTTP_GONE;
    }

    @Override
    public Reply<Optional<Written>> read(
            Place place, long number, Marker marker, @Nullable String remoteId) {
        if (remoteId == null) {
            return find(place, number, marker, 1);
        }
        return api.ask(
                place.repository(),
                Ask.get("/issues/comments/" + Long.parseLong(remoteId), Permission.PULL_REQUESTS),
                answer -> {
                    Optional<Written> written = one(answer).map(Comment::written);
                    return isGone(answer) || written.isPresent()
                            ? Optional.of(written)
                            : Optional.empty();
                });
    }

    private static Optional<Comment> one(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_OK ? answer.as(COMMENT) : Optional.empty();
    }

    private Reply<Optional<Written>> find(Place place, long number, Marker marker, int page) {
        long ours = api.access().app().map(App::id).orElse(0L);
        return api.ask(
                        place.repository(),
                        Ask.get(
                                "/issues/"
                                        + number
                                        + "/comments?per_page="
                                        + PER_PAGE
                                        + "&page="
                                        + page,
                                Permission.PULL_REQUESTS),
                        answer ->
                                answer.status() == HttpURLConnection.HTTP_OK
                                        ? answer.as(COMMENTS)
                                        : Optional.empty())
                .then(comments -> {
                    Optional<Written> found =
                            comments.stream()
                                    .filter(comment -> comment.isOurs(ours, marker))
                                    .findFirst()
                                    .map(Comment::written);
                    return found.isPresent() || comments.size() < PER_PAGE || page == MOST_PAGES
                            ? new Reply.Done<>(found)
                            : find(place, number, marker, page + 1);
                });
    }
}
