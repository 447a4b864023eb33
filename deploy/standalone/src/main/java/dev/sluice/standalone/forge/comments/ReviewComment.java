package dev.sluice.standalone.forge.comments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.repository.DiffLines.Side;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a line of a pull request's diff; the first of a thread, or a reply.
 *
 * @param startLine where it is about several lines
 * @param replyTo the first comment of its thread, when it is not that itself
 */
public record ReviewComment(
        long id,
        RepositoryLabels repository,
        long number,
        Account author,
        String body,
        String commitId,
        String path,
        int line,
        @Nullable Integer startLine,
        Side side,
        @Nullable Long replyTo,
        Instant createdAt,
        Instant updatedAt) {

    /** The id of its thread's first comment. */
    long thread() {
        return replyTo == null ? id : replyTo;
    }

    ReviewComment edited(String text, Instant now) {
        return new ReviewComment(
                id,
                repository,
                number,
                author,
                text,
                commitId,
                path,
                line,
                startLine,
                side,
                replyTo,
                createdAt,
                now);
    }

    ObjectNode json(boolean outdated) {
        String api = PayloadParts.apiUrl(repository);
        String html = PayloadParts.htmlUrl(repository) + "/pull/" + number;
        ObjectNode json = PayloadParts.object();
        json.put("id", id).put("node_id", "PRRC_" + id).put("pull_request_review_id", id + 1);
        json.put("url", api + "/pulls/comments/" + id);
        json.put("html_url", html + "#discussion_r" + id);
        json.put("pull_request_url", api + "/pulls/" + number);
        json.put("diff_hunk", "@@").put("path", path);
        json.put("commit_id", commitId).put("original_commit_id", commitId);
        json.put("line", outdated ? null : line).put("original_line", line);
        json.put("start_line", startLine).put("original_start_line", startLine);
        json.put("side", side.name()).put("subject_type", "line");
        if (replyTo != null) {
            json.put("in_reply_to_id", replyTo);
        }
        json.put("body", body);
        json.set("user", author.json());
        json.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
        json.put("author_association", "NONE");
        return json;
    }
}
