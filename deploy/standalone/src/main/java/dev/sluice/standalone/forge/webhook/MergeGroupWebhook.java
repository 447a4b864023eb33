package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Builds {@code merge_group} webhooks: the merge queue has made a commit, or given it up. */
public record MergeGroupWebhook(
        RepositoryLabels repository,
        String headSha,
        String headRef,
        String baseSha,
        String baseBranch) {

    public Webhook checksRequested() {
        return build("checks_requested", PayloadParts.object());
    }

    /** {@code merged}, {@code invalidated} or {@code dequeued}. */
    public Webhook destroyed(String reason) {
        return build("destroyed", PayloadParts.object().put("reason", reason));
    }

    private Webhook build(String action, ObjectNode payload) {
        payload.put("action", action);
        ObjectNode group = payload.putObject("merge_group");
        group.put("head_sha", headSha).put("head_ref", "refs/heads/" + headRef);
        group.put("base_sha", baseSha).put("base_ref", "refs/heads/" + baseBranch);
        group.putObject("head_commit")
                .put("id", headSha)
                .put("message", "Merge the queue")
                .put("timestamp", repository.clock().instant().toString());
        PayloadParts.close(payload, repository, Account.ADA);
        return new Webhook("merge_group", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
