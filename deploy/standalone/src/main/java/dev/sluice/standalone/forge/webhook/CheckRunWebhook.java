package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Builds {@code check_run} webhooks: somebody asks for a check again, or presses its button. */
public record CheckRunWebhook(
        RepositoryLabels repository, ObjectNode checkRun, long installationId, Account sender) {

    /** Somebody pressed "Re-run". */
    public Webhook rerequested() {
        return build("rerequested", PayloadParts.object());
    }

    /** Somebody pressed the button of an action that the check run offers. */
    public Webhook requestedAction(String identifier) {
        ObjectNode payload = PayloadParts.object();
        payload.putObject("requested_action").put("identifier", identifier);
        return build("requested_action", payload);
    }

    private Webhook build(String action, ObjectNode payload) {
        payload.put("action", action);
        payload.set("check_run", checkRun);
        PayloadParts.close(payload, repository, sender);
        payload.putObject("installation").put("id", installationId);
        return new Webhook("check_run", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
