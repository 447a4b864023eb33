package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.repository.PullRequest;
import java.io.IOException;
import java.util.List;

/** Comments on the lines of a pull request. */
public record ReviewCommentRoutes(ReviewComments comments) {

    private static final String ONE = "/repos/{owner}/{repo}/pulls/comments/{id}";
    private static final String ALL = "/repos/{owner}/{repo}/pulls/{number}/comments";

    public List<Route> routes() {
        Needs write = Needs.write("pull_requests");
        Needs read = Needs.read("pull_requests");
        return List.of(
                Route.on("POST", ALL, write, this::create),
                Route.on("GET", ALL, read, this::list),
                Route.on("GET", ONE, read, request -> answer(request, find(request))),
                Route.on("PATCH", ONE, write, this::edit),
                Route.on("DELETE", ONE, write, this::delete));
    }

    private Answer create(Request request) throws Refused, IOException {
        ReviewComment comment =
                comments.add(ReviewCommentRequest.of(request, pull(request), comments));
        return Answer.created(comment.json(false));
    }

    private Answer list(Request request) throws Refused {
        return Answer.list(
                request,
                comments.of(request.repository(), pull(request).number()).stream()
                        .map(comment ->
                                comment.json(
                                        ReviewComments.isOutdated(request.repository(), comment)))
                        .toList());
    }

    private Answer edit(Request request) throws Refused {
        return answer(
                request,
                comments.edit(
                        own(request), CommentBody.of("PullRequestReviewComment", request.body())));
    }

    private Answer delete(Request request) throws Refused {
        comments.delete(own(request));
        return Answer.noContent();
    }

    private static Answer answer(Request request, ReviewComment comment) {
        return Answer.ok(comment.json(ReviewComments.isOutdated(request.repository(), comment)));
    }

    private ReviewComment own(Request request) throws Refused {
        ReviewComment comment = find(request);
        Authors.requireOwn(request.caller(), comment.author());
        return comment;
    }

    private ReviewComment find(Request request) throws Refused {
        return comments.find(request.repository(), request.number("id"))
                .orElseThrow(Refused::notFound);
    }

    private static PullRequest pull(Request request) throws Refused {
        return request.repository().pull(request.number("number")).orElseThrow(Refused::notFound);
    }
}
