package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of the event {@code deployment_status}; older servers send no action with it.
 *
 * @param workflowRun null where no workflow deployed
 */
record DeploymentStatusPayload(
        @JsonProperty("deployment_status") @Nullable Status status,
        @Nullable Deployment deployment,
        @JsonProperty("workflow_run") @Nullable Run workflowRun,
        @Nullable RepositoryPayload repository) {

    /** How far it is. */
    record Status(
            @Nullable String state,
            @Nullable String environment,
            @JsonProperty("created_at") @Nullable String createdAt) {}

    /** The deployment. */
    record Deployment(
            @Nullable Long id,
            @Nullable String sha,
            @Nullable String ref,
            @Nullable String environment) {}

    /** The run of the workflow that deployed. */
    record Run(@Nullable Long id) {}
}
