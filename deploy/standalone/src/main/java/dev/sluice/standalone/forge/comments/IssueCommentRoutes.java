package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Comments in the conversation of a pull request. */
public record IssueCommentRoutes(IssueComments comments) {

    private static final String ONE = "/repos/{owner}/{repo}/issues/comments/{id}";
    private static final String ALL = "/repos/{owner}/{repo}/issues/{number}/comments";

    public List<Route> routes() {
        Needs write = Needs.write("issues", "pull_requests");
        Needs read = Needs.read("issues", "pull_requests");
        return List.of(
                Route.on("POST", ALL, write, this::create),
                Route.on("GET", ALL, read, this::list),
                Route.on("GET", ONE, read, request -> Answer.ok(find(request).json())),
                Route.on("PATCH", ONE, write, this::edit),
                Route.on("DELETE", ONE, write, this::delete));
    }

    private Answer create(Request request) throws Refused {
        long number = pull(request);
        String body = CommentBody.of("IssueComment", request.body());
        return Answer.created(
                comments.add(request.repository(), number, Authors.of(request.caller()), body)
                        .json());
    }

    private Answer list(Request request) throws Refused {
        Instant since = since(request);
        return Answer.list(
                request,
                comments.of(request.repository(), pull(request)).stream()
                        .filter(comment -> !comment.updatedAt().isBefore(since))
                        .map(IssueComment::json)
                        .toList());
    }

    private static Instant since(Request request) throws Refused {
        String given = request.query("since").orElse("");
        try {
            return given.isEmpty() ? Instant.EPOCH : Instant.parse(given);
        } catch (DateTimeParseException _) {
            throw Refused.request("%s is not a valid date-time.".formatted(given));
        }
    }

    private Answer edit(Request request) throws Refused {
        IssueComment comment = own(request);
        return Answer.ok(
                comments.edit(comment, CommentBody.of("IssueComment", request.body())).json());
    }

    private Answer delete(Request request) throws Refused {
        comments.delete(own(request));
        return Answer.noContent();
    }

    private IssueComment own(Request request) throws Refused {
        IssueComment comment = find(request);
        Authors.requireOwn(request.caller(), comment.author());
        return comment;
    }

    private IssueComment find(Request request) throws Refused {
        return comments.find(request.repository(), request.number("id"))
                .orElseThrow(Refused::notFound);
    }

    private static long pull(Request request) throws Refused {
        long number = request.number("number");
        return request.repository().pull(number).orElseThrow(Refused::notFound).number();
    }
}
