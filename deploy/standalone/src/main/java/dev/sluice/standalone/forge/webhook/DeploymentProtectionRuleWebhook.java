package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Builds {@code deployment_protection_rule} webhooks: a job waits for the App's word. */
public record DeploymentProtectionRuleWebhook(
        RepositoryLabels repository,
        String environment,
        String sha,
        String ref,
        long deploymentId,
        long runId,
        long installationId) {

    public Webhook requested() {
        String api = PayloadParts.apiUrl(repository);
        String now = repository.clock().instant().toString();
        ObjectNode payload = PayloadParts.object().put("action", "requested");
        payload.put("environment", environment).put("event", "push");
        payload.put("sha", sha).put("ref", ref);
        payload.put(
                "deployment_callback_url",
                api + "/actions/runs/" + runId + "/deployment_protection_rule");
        ObjectNode deployment = payload.putObject("deployment");
        deployment.put("id", deploymentId).put("node_id", "DE_" + deploymentId);
        deployment.put("url", api + "/deployments/" + deploymentId);
        deployment.put("sha", sha).put("ref", ref).put("task", "deploy");
        deployment.put("environment", environment).put("original_environment", environment);
        deployment.put("created_at", now).put("updated_at", now);
        deployment.set("creator", Account.ADA.json());
        payload.putArray("pull_requests");
        PayloadParts.close(payload, repository, Account.ADA);
        payload.putObject("installation").put("id", installationId);
        return new Webhook(
                "deployment_protection_rule", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
