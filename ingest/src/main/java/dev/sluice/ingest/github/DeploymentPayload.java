package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What is needed of the event {@code deployment_protection_rule}. */
record DeploymentPayload(
        @Nullable String action,
        @Nullable String environment,
        @JsonProperty("deployment_callback_url") @Nullable String callbackUrl,
        @Nullable Deployment deployment,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /** The deployment that waits. */
    record Deployment(
            @Nullable Long id,
            @Nullable String sha,
            @Nullable String ref,
            @JsonProperty("created_at") @Nullable String createdAt) {}
}
