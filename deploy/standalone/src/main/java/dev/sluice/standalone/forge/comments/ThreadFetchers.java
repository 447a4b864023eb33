package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.PullRequest;
import dev.sluice.standalone.forge.repository.Repositories;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What stands behind the fields of {@link ThreadSchema}. */
record ThreadFetchers(Repositories repositories, ReviewComments comments) {

    /** Under this name each node carries what it was made of; no query can ask for it. */
    private static final String OF = "of";

    private static final String REPOSITORY = "repository";

    Map<String, Object> repository(DataFetchingEnvironment asked) {
        String name = asked.getArgument("owner") + "/" + asked.getArgument("name");
        LoopbackRepository repository =
                repositories
                        .named(name)
                        .or(() -> repositories.formerlyNamed(name))
                        .filter(caller(asked)::sees)
                        .orElseThrow(() ->
                                GraphqlRefusal.notFound(
                                        "Could not resolve to a Repository with the name '%s'."
                                                .formatted(name)));
        return Map.of(
                OF,
                repository,
                "databaseId",
                repository.id(),
                "id",
                "R_" + repository.id(),
                "nameWithOwner",
                repository.fullName());
    }

    Map<String, Object> pull(DataFetchingEnvironment asked) {
        int number = Objects.requireNonNull(asked.<Integer>getArgument("number"));
        LoopbackRepository repository = source(asked, OF, LoopbackRepository.class);
        PullRequest pull =
                repository
                        .pull(number)
                        .orElseThrow(() ->
                                GraphqlRefusal.notFound(
                                        "Could not resolve to a PullRequest with the number of %d."
                                                .formatted(number)));
        return Map.of(
                OF,
                pull,
                REPOSITORY,
                repository,
                "number",
                pull.number(),
                "id",
                "PR_" + pull.number(),
                "headRefOid",
                pull.headSha());
    }

    Map<String, Object> threads(DataFetchingEnvironment asked) {
        PullRequest pull = source(asked, OF, PullRequest.class);
        LoopbackRepository repository = source(asked, REPOSITORY, LoopbackRepository.class);
        List<ReviewThread> threads = comments.threads(repository, pull.number());
        return Connection.of(asked, threads.stream().map(ThreadFetchers::json).toList());
    }

    Map<String, Object> comments(DataFetchingEnvironment asked) {
        ReviewThread thread = source(asked, OF, ReviewThread.class);
        Caller caller = caller(asked);
        return Connection.of(
                asked, thread.comments().stream().map(comment -> json(comment, caller)).toList());
    }

    Map<String, Object> resolve(DataFetchingEnvironment asked, boolean resolve) {
        Map<String, Object> input =
                Objects.requireNonNull(asked.<Map<String, Object>>getArgument("input"));
        String id = String.valueOf(input.get("threadId"));
        ReviewThread thread = find(id, caller(asked));
        requireWrite(caller(asked));
        comments.resolve(thread.first().id(), resolve);
        var payload = new HashMap<String, Object>();
        payload.put("clientMutationId", input.get("clientMutationId"));
        payload.put("thread", json(find(id, caller(asked))));
        return payload;
    }

    private ReviewThread find(String id, Caller caller) {
        if (id.matches("PRRT_[0-9]{1,18}")) {
            long first = Long.parseLong(id.substring("PRRT_".length()));
            ReviewComment comment = comments.find(first).orElse(null);
            LoopbackRepository repository =
                    comment == null
                            ? null
                            : repositories.withId(comment.repository().id()).orElse(null);
            if (comment != null && repository != null && caller.sees(repository)) {
                for (ReviewThread thread : comments.threads(repository, comment.number())) {
                    if (thread.first().id() == first) {
                        return thread;
                    }
                }
            }
        }
        throw GraphqlRefusal.notFound(
                "Could not resolve to a node with the global id of '" + id + "'");
    }

    private static void requireWrite(Caller caller) {
        boolean may =
                caller.installedApp()
                        .map(app -> app.rights().get("pull_requests"))
                        .filter(Level.WRITE::equals)
                        .isPresent();
        if (!may) {
            throw GraphqlRefusal.forbidden();
        }
    }

    private static Map<String, Object> json(ReviewThread thread) {
        var json = new HashMap<String, Object>();
        json.put(OF, thread);
        json.put("id", thread.nodeId());
        json.put("isResolved", thread.resolved());
        json.put("isOutdated", thread.outdated());
        json.put("path", thread.first().path());
        json.put("originalLine", thread.first().line());
        if (!thread.outdated()) {
            json.put("line", thread.first().line());
        }
        return json;
    }

    private static Map<String, Object> json(ReviewComment comment, Caller caller) {
        var author = comment.author();
        boolean own = caller.installedApp().filter(app -> app.bot().equals(author)).isPresent();
        var actor =
                Map.of(
                        // GraphQL leaves out what REST puts behind the name of a bot.
                        "login",
                        author.login().replace("[bot]", ""),
                        "type",
                        author.type(),
                        "id",
                        "U_" + author.id(),
                        "databaseId",
                        author.id());
        return Map.of(
                "id",
                "PRRC_" + comment.id(),
                "databaseId",
                comment.id(),
                "fullDatabaseId",
                comment.id(),
                "path",
                comment.path(),
                "body",
                comment.body(),
                "viewerDidAuthor",
                own,
                "author",
                actor);
    }

    private static Caller caller(DataFetchingEnvironment asked) {
        return Objects.requireNonNull(asked.getGraphQlContext().<Caller>get("caller"));
    }

    private static <T> T source(DataFetchingEnvironment asked, String name, Class<T> type) {
        Map<?, ?> source = Objects.requireNonNull(asked.<Map<?, ?>>getSource());
        return Objects.requireNonNull(type.cast(source.get(name)), name);
    }
}
