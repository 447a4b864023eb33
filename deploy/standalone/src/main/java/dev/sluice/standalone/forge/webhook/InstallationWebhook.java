package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * Builds {@code installation} and {@code installation_repositories} webhooks.
 *
 * @param installation as the API shows it
 */
public record InstallationWebhook(ObjectNode installation, List<RepositoryLabels> repositories) {

    public InstallationWebhook {
        repositories = List.copyOf(repositories);
    }

    public Webhook created() {
        return installation("created");
    }

    /** The App was uninstalled. */
    public Webhook deleted() {
        return installation("deleted");
    }

    public Webhook suspended() {
        return installation("suspend");
    }

    public Webhook unsuspended() {
        return installation("unsuspend");
    }

    public Webhook newPermissionsAccepted() {
        return installation("new_permissions_accepted");
    }

    /** The repositories were put into the installation. */
    public Webhook repositoriesAdded() {
        ObjectNode payload = PayloadParts.object().put("action", "added");
        payload.put("repository_selection", "selected");
        payload.set("repositories_added", brief());
        payload.putArray("repositories_removed");
        return build("installation_repositories", payload);
    }

    /** The repositories were taken out of the installation. */
    public Webhook repositoriesRemoved() {
        ObjectNode payload = PayloadParts.object().put("action", "removed");
        payload.put("repository_selection", "selected");
        payload.putArray("repositories_added");
        payload.set("repositories_removed", brief());
        return build("installation_repositories", payload);
    }

    private Webhook installation(String action) {
        ObjectNode payload = PayloadParts.object().put("action", action);
        payload.set("repositories", brief());
        payload.putNull("requester");
        return build("installation", payload);
    }

    private Webhook build(String event, ObjectNode payload) {
        payload.set("installation", installation);
        payload.set("sender", Account.ADA.json());
        return new Webhook(event, UUID.randomUUID(), PayloadParts.bytes(payload));
    }

    private ArrayNode brief() {
        ArrayNode all = PayloadParts.array();
        for (RepositoryLabels repository : repositories) {
            all.addObject()
                    .put("id", repository.id())
                    .put("node_id", "R_" + repository.id())
                    .put("name", repository.name())
                    .put("full_name", repository.fullName())
                    .put("private", true);
        }
        return all;
    }
}
