package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Builds {@code issue_comment} webhooks about a pull request.
 *
 * @param association what GitHub says about the author: {@code MEMBER}, {@code NONE} and so on
 */
public record IssueCommentWebhook(
        RepositoryLabels repository,
        long number,
        long commentId,
        String body,
        Account author,
        String association) {

    public Webhook created() {
        String now = repository.clock().instant().toString();
        String issueUrl = PayloadParts.apiUrl(repository) + "/issues/" + number;
        String html = PayloadParts.htmlUrl(repository) + "/pull/" + number;
        ObjectNode payload = PayloadParts.object().put("action", "created");
        ObjectNode issue = payload.putObject("issue");
        issue.put("id", 70_000 + number).put("node_id", "I_" + number).put("number", number);
        issue.put("url", issueUrl).put("html_url", html).put("title", "Change " + number);
        issue.put("state", "open").put("locked", false).put("comments", 1);
        issue.set("user", Account.ADA.json());
        issue.putArray("labels");
        issue.putObject("pull_request")
                .put("url", PayloadParts.apiUrl(repository) + "/pulls/" + number)
                .put("html_url", html);
        ObjectNode comment = payload.putObject("comment");
        comment.put("id", commentId).put("node_id", "IC_" + commentId);
        comment.put("url", PayloadParts.apiUrl(repository) + "/issues/comments/" + commentId);
        comment.put("html_url", html + "#issuecomment-" + commentId).put("issue_url", issueUrl);
        comment.put("created_at", now).put("updated_at", now);
        comment.put("author_association", association).put("body", body);
        comment.set("user", author.json());
        comment.putNull("performed_via_github_app");
        PayloadParts.close(payload, repository, author);
        return new Webhook("issue_comment", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
