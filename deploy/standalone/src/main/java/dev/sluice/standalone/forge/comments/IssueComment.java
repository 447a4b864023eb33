package dev.sluice.standalone.forge.comments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.time.Instant;

/**
 * A comment in the conversation of a pull request.
 *
 * @param edits how often its text was changed
 */
public record IssueComment(
        long id,
        RepositoryLabels repository,
        long number,
        Account author,
        String body,
        Instant createdAt,
        Instant updatedAt,
        int edits) {

    IssueComment edited(String text, Instant now) {
        return new IssueComment(id, repository, number, author, text, createdAt, now, edits + 1);
    }

    ObjectNode json() {
        String api = PayloadParts.apiUrl(repository);
        ObjectNode json = PayloadParts.object();
        json.put("id", id).put("node_id", "IC_" + id);
        json.put("url", api + "/issues/comments/" + id);
        json.put(
                "html_url",
                PayloadParts.htmlUrl(repository) + "/pull/" + number + "#issuecomment-" + id);
        json.put("issue_url", api + "/issues/" + number);
        json.put("body", body);
        json.set("user", author.json());
        json.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
        json.put("author_association", "NONE");
        return json;
    }
}
