package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Builds {@code check_suite} webhooks.
 *
 * @param app {@code id} and {@code slug} at least
 */
public record CheckSuiteWebhook(
        RepositoryLabels repository,
        long id,
        String headBranch,
        String headSha,
        ObjectNode app,
        long installationId) {

    /** Somebody pressed "Re-run all checks". */
    public Webhook rerequested() {
        ObjectNode payload = PayloadParts.object().put("action", "rerequested");
        ObjectNode suite = payload.putObject("check_suite");
        suite.put("id", id).put("node_id", "CS_" + id);
        suite.put("head_branch", headBranch).put("head_sha", headSha);
        suite.put("status", "completed").put("conclusion", "failure");
        suite.put("url", PayloadParts.apiUrl(repository) + "/check-suites/" + id);
        suite.putArray("pull_requests");
        suite.set("app", app);
        suite.put("latest_check_runs_count", 1);
        PayloadParts.close(payload, repository, Account.ADA);
        payload.putObject("installation").put("id", installationId);
        return new Webhook("check_suite", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
