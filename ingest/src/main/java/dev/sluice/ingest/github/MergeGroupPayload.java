package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of the event {@code merge_group}.
 *
 * @param reason why a group was destroyed: merged, invalidated or dequeued
 */
record MergeGroupPayload(
        @Nullable String action,
        @Nullable String reason,
        @JsonProperty("merge_group") @Nullable MergeGroup mergeGroup,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /** The group; its refs are full names. */
    record MergeGroup(
            @JsonProperty("head_sha") @Nullable String headSha,
            @JsonProperty("head_ref") @Nullable String headRef,
            @JsonProperty("base_ref") @Nullable String baseRef) {}
}
