package dev.sluice.ingest.github;

import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.DeploymentOutcome;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.github.DeploymentStatusPayload.Deployment;
import dev.sluice.ingest.github.DeploymentStatusPayload.Run;
import dev.sluice.ingest.github.DeploymentStatusPayload.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments that have ended, whoever deployed. */
final class DeploymentStatusTranslator {

    private DeploymentStatusTranslator() {}

    static Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, DeploymentStatusPayload.class);
        Status status = Payload.need("deployment_status", payload.status());
        return switch (Payload.need("deployment_status.state", status.state())) {
            case "success" -> finished(delivery, payload, status, DeploymentOutcome.SUCCESS);
            case "failure" -> finished(delivery, payload, status, DeploymentOutcome.FAILURE);
            case "error" -> finished(delivery, payload, status, DeploymentOutcome.ERROR);
            default -> new Translation.Ignored(Translation.Reason.DEPLOYMENT_NOT_FINISHED);
        };
    }

    private static Translation finished(
            Delivery delivery,
            DeploymentStatusPayload payload,
            Status status,
            DeploymentOutcome outcome) {
        Deployment deployment = Payload.need("deployment", payload.deployment());
        String environment =
                status.environment() == null ? deployment.environment() : status.environment();
        return Events.translated(
                delivery,
                Times.of(status.createdAt(), delivery),
                List.of(
                        new DeploymentFinished(
                                Names.id("deployment.id", deployment.id()),
                                run(payload.workflowRun()),
                                Names.environment(
                                        "deployment_status.environment",
                                        Payload.need("deployment_status.environment", environment)),
                                Names.commit(
                                        "deployment.sha",
                                        Payload.need("deployment.sha", deployment.sha())),
                                DeploymentTranslator.ref(deployment.ref()),
                                Payload.need("repository", payload.repository())
                                        .repository(delivery),
                                outcome)));
    }

    private static @Nullable Long run(@Nullable Run run) {
        return run == null || run.id() == null ? null : Names.id("workflow_run.id", run.id());
    }
}
