package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Builds {@code repository} webhooks.
 *
 * @param repository under its new name
 */
public record RepositoryWebhook(RepositoryLabels repository) {

    public Webhook renamedFrom(String formerName) {
        ObjectNode payload = PayloadParts.object().put("action", "renamed");
        payload.putObject("changes")
                .putObject("repository")
                .putObject("name")
                .put("from", formerName);
        return build(payload);
    }

    public Webhook transferredFrom(Account formerOwner) {
        ObjectNode payload = PayloadParts.object().put("action", "transferred");
        payload.putObject("changes")
                .putObject("owner")
                .putObject("from")
                .set("organization", formerOwner.json());
        return build(payload);
    }

    private Webhook build(ObjectNode payload) {
        PayloadParts.close(payload, repository, Account.ADA);
        return new Webhook("repository", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
