package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.Marker;
import dev.sluice.notifier.review.Move;
import dev.sluice.notifier.review.ReviewForge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes review comments as a GitHub App. Threads are resolved by GraphQL, which GitHub lets only
 * those do who may write to the repository's contents; Sluice does not ask for that, so mostly the
 * comment itself is edited to say that its finding is gone.
 */
@Singleton
class GitHubReviews implements ReviewForge {

    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 5;
    private static final int UNPROCESSABLE = 422;

    private static final TypeReference<JsonNode> JSON = new TypeReference<>() {};
    private static final TypeReference<Comment> COMMENT = new TypeReference<>() {};
    private static final TypeReference<List<Comment>> COMMENTS = new TypeReference<>() {};

    private static final String THREADS =
            """
            query($owner: String!, $name: String!, $number: Int!) {
              repository(owner: $owner, name: $name) { pullRequest(number: $number) {
                reviewThreads(first: 100) { nodes {
                  id comments(first: 1) { nodes { databaseId } } } } } } }
            """;

    private static final String RESOLVE =
            """
            mutation($thread: ID!) {
              resolveReviewThread(input: {threadId: $thread}) { thread { isResolved } } }
            """;

    private static final String REOPEN =
            """
            mutation($thread: ID!) {
              unresolveReviewThread(input: {threadId: $thread}) { thread { isResolved } } }
            """;

    private record Comment(long id, @Nullable String body, @Nullable Author user) {

        boolean isOf(@Nullable String login) {
            return login != null && user != null && login.equals(user.login());
        }

        Optional<Marker> marker() {
            return body == null ? Optional.empty() : Marker.in(body);
        }
    }

    private record Author(@Nullable String login) {}

    private record Remark(
            String body,
            @JsonProperty("commit_id") String commit,
            String path,
            int line,
            String side) {}

    private final String instance;
    private final GitHubApi api;

    @Inject
    GitHubReviews(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubReviews(String instance, GitHubApi api) {
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
    public Reply<Map<Marker, Long>> ours(Place place, long number) {
        return page(place, number, 1, Map.of());
    }

    private Reply<Map<Marker, Long>> page(
            Place place, long number, int page, Map<Marker, Long> before) {
        return api.ask(
                        place.repository(),
                        Ask.get(
                                "/pulls/"
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
                    var all = new HashMap<>(before);
                    String us = login();
                    for (Comment comment : comments) {
                        comment.marker()
                                .filter(_ -> comment.isOf(us))
                                .ifPresent(marker -> all.putIfAbsent(marker, comment.id()));
                    }
                    return comments.size() < PER_PAGE || page == MOST_PAGES
                            ? new Reply.Done<>(Map.copyOf(all))
                            : page(place, number, page + 1, all);
                });
    }

    /** Known once GitHub has given a token. */
    private @Nullable String login() {
        return api.access().app().flatMap(App::slug).map(slug -> slug + "[bot]").orElse(null);
    }

    @Override
    public Reply<Optional<Long>> post(Place place, long number, Move move) {
        var remark = new Remark(move.body(), move.headSha(), move.path(), move.line(), "RIGHT");
        return api.ask(
                place.repository(),
                Ask.post("/pulls/" + number + "/comments", remark, Permission.PULL_REQUESTS),
                answer -> {
                    Optional<Long> id =
                            answer.status() == HttpURLConnection.HTTP_CREATED
                                    ? answer.as(COMMENT).map(Comment::id)
                                    : Optional.empty();
                    return id.isPresent() || answer.status() == UNPROCESSABLE
                            ? Optional.of(id)
                            : Optional.empty();
                });
    }

    @Override
    public Reply<Long> settle(Place place, long number, long remark, Move move) {
        return thread(place, number, remark)
                .then(thread ->
                        thread.isEmpty()
                                ? new Reply.Done<>(false)
                                : mutate(place, thread.get(), move.kind() == Move.Kind.RESOLVE))
                .then(done -> done ? new Reply.Done<>(remark) : edit(place, remark, move));
    }

    private Reply<Optional<String>> thread(Place place, long number, long remark) {
        var variables =
                Map.of(
                        "owner", place.repository().owner(),
                        "name", place.repository().name(),
                        "number", number);
        return api.ask(
                place.repository(),
                Ask.graphql(THREADS, variables, Permission.PULL_REQUESTS),
                answer -> {
                    Optional<JsonNode> data = graphql(answer);
                    return data.isPresent()
                            ? Optional.of(thread(data.get(), remark))
                            : Optional.empty();
                });
    }

    private static Optional<String> thread(JsonNode data, long remark) {
        return nodes(data.at("/data/repository/pullRequest/reviewThreads"))
                .filter(it -> number(it) == remark)
                .map(it -> it.path("id").asText())
                .findFirst();
    }

    private static Stream<JsonNode> nodes(JsonNode list) {
        return StreamSupport.stream(list.path("nodes").spliterator(), false);
    }

    private static long number(JsonNode thread) {
        return nodes(thread.path("comments"))
                .findFirst()
                .map(comment -> comment.path("databaseId").asLong())
                .orElse(0L);
    }

    /** False when GitHub does not let us. */
    private Reply<Boolean> mutate(Place place, String thread, boolean resolve) {
        return api.ask(
                place.repository(),
                Ask.graphql(
                        resolve ? RESOLVE : REOPEN,
                        Map.of("thread", thread),
                        Permission.PULL_REQUESTS),
                answer -> graphql(answer).map(data -> !data.has("errors")));
    }

    private static Optional<JsonNode> graphql(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_OK
                ? answer.as(JSON)
                        .filter(data ->
                                (data.has("data") || data.has("errors")) && !isLimited(data))
                : Optional.empty();
    }

    /** GraphQL says so with a 200; it is asked again later. */
    private static boolean isLimited(JsonNode data) {
        return data.path("errors").path(0).path("type").asText().equals("RATE_LIMITED");
    }

    private Reply<Long> edit(Place place, long remark, Move move) {
        return api.ask(
                place.repository(),
                Ask.patch(
                        "/pulls/comments/" + remark,
                        Map.of("body", move.body()),
                        Permission.PULL_REQUESTS),
                answer ->
                        answer.status() == HttpURLConnection.HTTP_OK
                                        || answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                                ? Optional.of(remark)
                                : Optional.empty());
    }
}
