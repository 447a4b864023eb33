package dev.sluice.ingest.github;

import dev.sluice.events.Deployment;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deployments that wait for an answer. Where it is to be sent follows from the configured API and
 * the run; the URL in the payload only has to agree.
 */
final class DeploymentTranslator {

    private final ApiAddress api;

    DeploymentTranslator(ApiAddress api) {
        this.api = api;
    }

    Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, DeploymentPayload.class);
        if (!"requested".equals(Payload.need("action", payload.action()))) {
            return new Translation.Ignored(Translation.Reason.ACTION_NOT_USED);
        }
        DeploymentPayload.Deployment waiting = Payload.need("deployment", payload.deployment());
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        String callback = Payload.need("deployment_callback_url", payload.callbackUrl());
        var deployment =
                new Deployment(
                        Names.id("deployment.id", waiting.id()),
                        api.runOf("deployment_callback_url", callback, repository),
                        Names.environment(
                                "environment", Payload.need("environment", payload.environment())),
                        Names.commit(
                                "deployment.sha", Payload.need("deployment.sha", waiting.sha())),
                        ref(waiting.ref()));
        return Events.translated(
                delivery,
                Times.of(waiting.createdAt(), delivery),
                List.of(
                        new DeploymentRequested(
                                deployment,
                                repository,
                                AccountPayload.account("sender", payload.sender()))));
    }

    /** A branch, tag or commit, however long it is written. */
    static String ref(@Nullable String text) {
        String ref = Payload.need("deployment.ref", text);
        return Names.branch("deployment.ref", ref.replaceFirst("^refs/(heads|tags)/", ""));
    }
}
