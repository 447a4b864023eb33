package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What is needed of the events {@code check_run} and {@code check_suite}. */
record CheckPayload(
        @Nullable String action,
        @JsonProperty("check_run") @Nullable Check run,
        @JsonProperty("check_suite") @Nullable Check suite,
        @JsonProperty("requested_action") @Nullable RequestedAction requestedAction,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /**
     * One check, or all of an App at one commit.
     *
     * @param externalId only a run has one
     */
    record Check(
            @JsonProperty("head_sha") @Nullable String headSha,
            @JsonProperty("external_id") @Nullable String externalId,
            @Nullable App app) {

        String head(String field) {
            return Names.commit(field, Payload.need(field, headSha));
        }
    }

    /** Who made it. */
    record App(@Nullable Long id) {}

    /** The button that somebody pressed. */
    record RequestedAction(@Nullable String identifier) {}
}
