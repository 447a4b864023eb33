package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.repository.DiffLines;
import dev.sluice.standalone.forge.repository.DiffLines.Side;
import dev.sluice.standalone.forge.repository.PullRequest;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A comment that GitHub would take: its line is part of the pull request's diff. */
record ReviewCommentRequest(
        RepositoryLabels repository,
        long number,
        Account author,
        String body,
        String commitId,
        String path,
        int line,
        @Nullable Integer startLine,
        Side side,
        @Nullable Long replyTo) {

    private static final String RESOURCE = "PullRequestReviewComment";
    private static final Set<String> SIDES = Set.of("LEFT", "RIGHT");

    static ReviewCommentRequest of(Request request, PullRequest pull, ReviewComments comments)
            throws Refused, IOException {
        var body = new Fields(request.body());
        String text = CommentBody.of(RESOURCE, request.body());
        Account author = Authors.of(request.caller());
        Integer replyTo = body.integer("in_reply_to");
        if (replyTo != null) {
            ReviewComment first =
                    comments.find(request.repository(), replyTo)
                            .orElseThrow(() ->
                                    Refused.invalid(
                                            RESOURCE, "in_reply_to", "invalid", "not found"));
            return new ReviewCommentRequest(
                    request.repository().labels(),
                    pull.number(),
                    author,
                    text,
                    first.commitId(),
                    first.path(),
                    first.line(),
                    first.startLine(),
                    first.side(),
                    first.thread());
        }
        String commit = body.required("commit_id", 64);
        String path = body.required("path", 4096);
        String sideName = body.oneOf("side", SIDES);
        Side side = sideName == null ? Side.RIGHT : Side.valueOf(sideName);
        Integer line = body.integer("line");
        if (line == null) {
            throw Refused.request("\"line\" wasn't supplied.");
        }
        requirePartOfDiff(request, pull, commit, path, side, line, body.integer("start_line"));
        return new ReviewCommentRequest(
                request.repository().labels(),
                pull.number(),
                author,
                text,
                commit,
                path,
                line,
                body.integer("start_line"),
                side,
                null);
    }

    private static void requirePartOfDiff(
            Request request,
            PullRequest pull,
            String commit,
            String path,
            Side side,
            int line,
            @Nullable Integer startLine)
            throws Refused, IOException {
        if (!request.repository().isPartOf(commit, pull)) {
            throw Refused.invalid(
                    RESOURCE, "commit_id", "custom", "commit_id is not part of the pull request");
        }
        DiffLines diff = request.repository().diff(pull.at(commit));
        if (!diff.hasPath(path)) {
            throw invalidPlace("path", "pull_request_review_thread.path is invalid");
        }
        if (!diff.contains(path, side, line)) {
            throw invalidPlace("line", "pull_request_review_thread.line must be part of the diff");
        }
        if (startLine != null && (startLine >= line || !diff.contains(path, side, startLine))) {
            throw invalidPlace(
                    "start_line",
                    "pull_request_review_thread.start_line must be part of the same hunk as the"
                            + " line.");
        }
    }

    private static Refused invalidPlace(String field, String message) {
        return Refused.invalid(RESOURCE, "pull_request_review_thread." + field, "custom", message);
    }

    ReviewComment comment(long id, Instant now) {
        return new ReviewComment(
                id,
                repository,
                number,
                author,
                body,
                commitId,
                path,
                line,
                startLine,
                side,
                replyTo,
                now,
                now);
    }
}
